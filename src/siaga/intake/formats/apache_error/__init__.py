"""Apache's error log, of 1.3 and 2.2 as well as of 2.4, with what CGI programs and PHP print into it."""

from siaga.intake.formats.apache_error.format import APACHE_ERROR, apache_error_format

__all__ = ["APACHE_ERROR", "apache_error_format"]
