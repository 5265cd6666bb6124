"""Understands vsftpd's messages, in its own log and in syslog."""

from __future__ import annotations

import re

from siaga.intake.formats import pam
from siaga.intake.formats.texts import ip
from siaga.intake.rows import Action, Event

_MESSAGE = re.compile(
    r"(?:\[pid \d++\] )?+(?:\[([^\]]*+)\] )?+(?:(OK|FAIL) ([A-Z]{4,10})|CONNECT|FTP (?:response|comm"
    r"and|session)|DEBUG)"
    r": Client \"([^\"]*+)\"(?:, (.*+))?+",
    re.DOTALL,
)
_BYTES = re.compile(r"(\d{1,18}) bytes")
_ACTIONS: dict[str, Action] = {
    "LOGIN": "login", "UPLOAD": "upload", "APPEND": "upload", "DOWNLOAD": "download", "DELETE": "delete",
    "RENAME": "rename", "MKDIR": "make_folder", "RMDIR": "delete", "CHMOD": "content_change",
}  # fmt: skip


def understand(event: Event, message: str) -> None:
    """Fill an event; what isn't known stays action "other"."""
    event.application = "ftp"
    match = _MESSAGE.fullmatch(message)
    if match is None:
        pam.understand(event, message)
        return
    user, result, verb, client, rest = match.groups()
    event.user, event.client_ip = user or "", ip(client)
    if verb is None:
        event.object = (rest or "").strip('"')
        return
    event.action = _ACTIONS.get(verb, "other")
    event.outcome = "success" if result == "OK" else "failure"
    if not rest:
        return
    if verb == "LOGIN":
        if rest.startswith("anon password"):
            event.detail["anonymous"] = "yes"
        return
    # A path may hold quotes: it ends at the last one.
    start, end = rest.find('"'), rest.rfind('"')
    event.object = rest[start + 1 : end] if end > start else rest
    amount = _BYTES.search(rest, max(end, 0))
    if amount is not None:
        event.detail["bytes"] = amount[1]
