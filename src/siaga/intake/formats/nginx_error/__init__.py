"""nginx's error log, with what PHP and other FastCGI programs print into it."""

from siaga.intake.formats.nginx_error.format import NGINX_ERROR, nginx_error_format

__all__ = ["NGINX_ERROR", "nginx_error_format"]
