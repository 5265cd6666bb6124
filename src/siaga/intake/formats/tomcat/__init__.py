"""Tomcat's own log (catalina, localhost, manager), as java.util.logging writes it on one line."""

from siaga.intake.formats.tomcat.format import TOMCAT, tomcat_format

__all__ = ["TOMCAT", "tomcat_format"]
