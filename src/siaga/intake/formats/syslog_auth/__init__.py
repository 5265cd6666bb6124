"""System logs: sshd, sudo, su, account tools, cron, PAM, mail and panel logins, firewall lines."""

from siaga.intake.formats.syslog_auth.format import SYSLOG, syslog_format

__all__ = ["SYSLOG", "syslog_format"]
