"""vsftpd's own log."""

from siaga.intake.formats.vsftpd.format import VSFTPD, vsftpd_format

__all__ = ["VSFTPD", "vsftpd_format"]
