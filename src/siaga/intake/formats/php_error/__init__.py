"""PHP's own error log and the log of php-fpm."""

from siaga.intake.formats.php_error.format import PHP_ERROR, php_error_format

__all__ = ["PHP_ERROR", "php_error_format"]
