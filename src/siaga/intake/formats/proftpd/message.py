"""Understands ProFTPD's messages: `host (client[192.0.2.1]) - USER x: Login successful.`."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.formats.texts import ip
from siaga.intake.rows import Event

_MESSAGE = re.compile(r"(?:[^ (]++ )?+\(([^\[()]*+)\[([^\]]*+)\]\)(?: -|:)? (.*+)", re.DOTALL)
_ACCEPTED = re.compile(r"(?:USER|ANON) (.{0,300}?): Login successful.*+", re.DOTALL)
_REFUSED = re.compile(
    r"USER (.{0,300}?)(?: \(Login failed\)|: no such user found|: Login failed).*+", re.DOTALL
)


def understand(event: Event, message: str) -> None:
    """Fill an event; what isn't known stays action "other"."""
    event.application = "ftp"
    match = _MESSAGE.fullmatch(message)
    if match is None:
        pam.understand(event, message)
        return
    event.client_ip = ip(match[2])
    if not event.client_ip:
        event.detail["client_host"] = match[1]
    rest = match[3]
    if accepted := _ACCEPTED.fullmatch(rest):
        event.action, event.outcome, event.user = "login", "success", accepted[1]
    elif refused := _REFUSED.fullmatch(rest):
        event.action, event.outcome, event.user = "login", "failure", refused[1]
        event.detail["reason"] = rest[rest.find(": ") + 2 :]
    elif rest.startswith("FTP session closed"):
        event.action = "logout"
