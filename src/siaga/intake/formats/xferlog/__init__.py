"""The transfer log of wu-ftpd, which vsftpd, ProFTPD and Pure-FTPd can write too."""

from siaga.intake.formats.xferlog.format import XFERLOG, xferlog_format

__all__ = ["XFERLOG", "xferlog_format"]
