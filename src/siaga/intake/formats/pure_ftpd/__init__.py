"""Pure-FTPd: its messages in syslog, and its CLF-style transfer log."""

from siaga.intake.formats.pure_ftpd.format import PURE_FTPD, PURE_FTPD_CLF, pure_ftpd_format

__all__ = ["PURE_FTPD", "PURE_FTPD_CLF", "pure_ftpd_format"]
