"""cPanel's login_log and session_log; its access log is one of LiteSpeed's layouts."""

from siaga.intake.formats.cpanel.format import CPANEL, cpanel_format

__all__ = ["CPANEL", "cpanel_format"]
