"""Understands what PAM modules say, for whatever service they say it."""

from __future__ import annotations

import re

from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_PREFIX = re.compile(r"pam_[a-z0-9_]++\(([^:)]{1,60})(?::[a-z_]++)?+\): ?|pam_[a-z0-9_]++\[\d++\]: ?")
_SESSION = re.compile(
    r"session (opened|closed) for (?:local )?user ([^ (]++)(?:\(uid=(\d++)\))?+(?: by ([^ (]*+).*+)?+",
    re.DOTALL,
)
_FAILURE = re.compile(
    r"(?:authentication failure|(\d{1,9}) more authentication failures?)[;:](.*+)", re.DOTALL
)
_PAIR = re.compile(r"([a-z]{3,8})=([^ ]*+)")
_CHANGED = re.compile(r"password changed for ([^ ]++).*+", re.DOTALL)
_QUOTED_USER = re.compile(r"user \"?([^\" ]{1,200})\"? (?:does not exist|unknown)")

APPLICATIONS = {
    "sshd": "ssh", "cron": "cron", "crond": "cron", "systemd-user": "systemd", "vsftpd": "ftp", "ftp": "ftp",
    "proftpd": "ftp", "pure-ftpd": "ftp", "login": "console", "remote": "console", "dovecot": "dovecot",
    "smtp": "smtp", "cockpit": "cockpit", "webmin": "webmin", "lightdm": "desktop", "gdm-password": "desktop",
    "polkit-1": "polkit", "su-l": "su", "runuser": "su", "runuser-l": "su", "sudo-i": "sudo",
}  # fmt: skip
"""PAM service to application; others keep their own name."""

_SPEAKS_FOR_ITSELF = frozenset({"ssh", "sudo", "su", "dovecot", "webmin"})
"""Applications that also log the failed login themselves: PAM's line must not count it twice."""


def understand(event: Event, message: str, *, alone: bool = False) -> bool:
    """Fill an event from PAM's message; False when it is none.

    `alone` says that the program leaves the telling to PAM (the old `sshd(pam_unix)` tags).
    """
    prefix = _PREFIX.match(message)
    if prefix is None and not alone:
        return False
    if prefix is not None:
        if prefix[1]:
            event.application = APPLICATIONS.get(prefix[1].lower(), prefix[1].lower())
        message = message[prefix.end() :]
    session = _SESSION.fullmatch(message)
    if session is not None:
        _session(event, session)
        return True
    if failure(event, message, alone=alone):
        return True
    if changed := _CHANGED.fullmatch(message):
        event.action, event.outcome, event.object = "password_change", "success", changed[1]
    elif unknown := _QUOTED_USER.match(message):
        event.outcome, event.object = "failure", unknown[1]
    return True


def _session(event: Event, session: re.Match[str]) -> None:
    event.user = session[2]
    if session[1] == "closed":
        event.action = "logout"
        return
    event.action, event.outcome = "session", "success"
    if session[4]:
        event.detail["by"] = session[4]
    if session[3]:
        event.detail["uid"] = session[3]


def failure(event: Event, message: str, *, alone: bool = False) -> bool:
    """Fill an event from "authentication failure; logname= … rhost=… user=…"; False when it is none."""
    match = _FAILURE.fullmatch(message)
    if match is None:
        return False
    told = dict(_PAIR.findall(match[2]))
    event.outcome = "failure"
    if alone or event.application not in _SPEAKS_FOR_ITSELF:
        event.action = "login"
    event.detail["method"] = "pam"
    if match[1]:
        event.detail["repeated"] = match[1]
    event.user = told.get("user", "")
    far = told.get("rhost", "")
    event.client_ip = ip(far)
    if far and not event.client_ip:
        event.detail["client_host"] = far
    return True
