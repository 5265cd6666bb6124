"""Roundcube's own log files: logins by name and address, errors."""

from siaga.intake.formats.roundcube.format import ROUNDCUBE, roundcube_format

__all__ = ["ROUNDCUBE", "roundcube_format"]
