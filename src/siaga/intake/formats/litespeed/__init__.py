"""LiteSpeed and OpenLiteSpeed: access logs with a quoted virtual host, and the server's error log."""

from siaga.intake.formats.litespeed.access import LITESPEED_LAYOUTS
from siaga.intake.formats.litespeed.error import LITESPEED_ERROR, litespeed_error

__all__ = ["LITESPEED_ERROR", "LITESPEED_LAYOUTS", "litespeed_error"]
