"""ProFTPD's own log (the same messages in syslog are read by the syslog format)."""

from siaga.intake.formats.proftpd.format import PROFTPD, proftpd_format

__all__ = ["PROFTPD", "proftpd_format"]
