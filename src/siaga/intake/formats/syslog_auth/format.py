"""Reads syslog files of any program and hands every message to the module that understands it."""

from __future__ import annotations

from collections.abc import Callable

from siaga.intake.formats import pam
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.proftpd.message import understand as proftpd
from siaga.intake.formats.pure_ftpd.message import understand as pure_ftpd
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.syslog_auth import accounts, firewall, logins, privileges, sessions, sshd
from siaga.intake.formats.syslog_lines import SyslogReader
from siaga.intake.formats.texts import text
from siaga.intake.formats.vsftpd.message import understand as vsftpd
from siaga.intake.rows import Event

Handler = Callable[[Event, str], None]

HANDLERS: dict[str, Handler] = {
    "sshd": sshd.understand, "sshd-session": sshd.understand, "sshd-auth": sshd.understand,
    "sftp-server": sessions.sftp, "internal-sftp": sessions.sftp,
    "sudo": privileges.sudo, "doas": privileges.sudo,
    "su": privileges.su, "runuser": privileges.su,
    "useradd": accounts.understand, "usermod": accounts.understand, "userdel": accounts.understand,
    "adduser": accounts.understand, "deluser": accounts.understand, "newusers": accounts.understand,
    "groupadd": accounts.understand, "groupdel": accounts.understand, "groupmod": accounts.understand,
    "gpasswd": accounts.understand, "passwd": accounts.understand, "chpasswd": accounts.understand,
    "chage": accounts.understand, "chfn": accounts.understand, "chsh": accounts.understand,
    "systemd-logind": sessions.logind, "elogind": sessions.logind,
    "cron": sessions.cron, "crond": sessions.cron, "crontab": sessions.cron, "anacron": sessions.cron,
    "login": sessions.console, "ftpd": sessions.ftpd, "in.ftpd": sessions.ftpd, "xinetd": sessions.xinetd,
    "dovecot": logins.dovecot, "auth": logins.dovecot,
    "postfix/smtpd": logins.postfix, "postfix/submission/smtpd": logins.postfix,
    "postfix/smtps/smtpd": logins.postfix, "postfix/qmgr": logins.queue,
    "webmin": logins.panel, "usermin": logins.panel, "cockpit-session": logins.panel,
    "cockpit-ws": logins.panel,
    "cockpit": logins.panel, "roundcube": logins.roundcube,
    "fail2ban": logins.fail2ban, "fail2ban.actions": logins.fail2ban, "fail2ban.filter": logins.fail2ban,
    "kernel": firewall.understand, "ulogd": firewall.understand,
    "vsftpd": vsftpd, "proftpd": proftpd, "pure-ftpd": pure_ftpd,
}  # fmt: skip
"""Program (lower-case tag) to the function that fills an event from its message."""

_OLD_PAM = "(pam_unix)"


def understand(event: Event, program: str, message: str) -> None:
    """Fill an event whose application is the program so far; unknown messages stay action "other"."""
    if program.endswith(_OLD_PAM):
        service = program.removesuffix(_OLD_PAM)
        event.application = pam.APPLICATIONS.get(service, service)
        pam.understand(event, message, alone=True)
        return
    handler = HANDLERS.get(program)
    if handler is not None:
        handler(event, message)
    elif message.startswith("pam_"):
        pam.understand(event, message)
    elif " SRC=" in message and " DST=" in message:
        firewall.understand(event, message)


def make(modified_at_us: int | None, offset_us: int) -> LineParser:
    """Return a parser for one file; `offset_us` is the zone of stamps without one (µs east of UTC)."""
    take = SyslogReader(modified_at_us, offset_us).take

    def parse(line: bytes, place: Place) -> Event | None:
        parts = take(line)
        if parts is None:
            return None
        message = text(parts.message)
        event = Event(
            *place,
            parts.time_us,
            parts.program or "syslog",
            "other",
            "",
            "",
            "",
            "",
            message,
            text(parts.host),
        )
        understand(event, parts.program, message)
        return event

    return parse


class SyslogFormat(LineFormat):
    """Recognises syslog lines by stamp, host and the tag of a program."""

    __slots__ = ()


def syslog_format(offset_us: int = 0) -> SyslogFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    take = SyslogReader(None).take

    def belongs(line: bytes) -> bool:
        parts = take(line)
        return parts is not None and (bool(parts.program) or parts.message.startswith(b"last message "))

    return SyslogFormat("syslog", "auth", lambda modified_at_us: make(modified_at_us, offset_us), belongs)


SYSLOG = syslog_format()
