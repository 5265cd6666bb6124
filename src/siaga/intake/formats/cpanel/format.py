"""Reads cPanel's `login_log` (refused logins) and `session_log` (sessions that began and ended)."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import iso
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})\] (?:info|warn|error|notice) "
    rb"\[([a-z]{2,20})\] ([^ ]++) (.*+)",
    re.DOTALL,
)
_LOGIN = re.compile(r"- (.{1,120}?) \"[^\"]{0,400}\" (FAILED|DEFERRED|SUCCESSFUL) LOGIN\b(.*+)", re.DOTALL)
_SESSION = re.compile(r"(NEW|PURGE) ([^: ]{1,120}):[^ ]++ ?(.*+)", re.DOTALL)
_METHOD = re.compile(r"(?:^|,)method=([a-z_]{1,40})")
_REFUSED = "badpass"
"""cPanel opens a session for a wrong password too, and says so by this method."""


def _parse(line: bytes, place: Place) -> Event | None:
    match = _LINE.fullmatch(line)
    time = iso(match[1]) if match else None
    if match is None or time is None:
        return None
    event = Event(*place, time, "cpanel", "other", message=text(match[4]), client_ip=ip(text(match[3])))
    event.detail["service"] = text(match[2])
    if login := _LOGIN.fullmatch(event.message):
        event.action, event.user = "login", login[1]
        event.outcome = "success" if login[2] == "SUCCESSFUL" else "failure"
    elif session := _SESSION.fullmatch(event.message):
        _fill_session(event, *session.groups())
    return event


def _fill_session(event: Event, what: str, user: str, rest: str) -> None:
    event.user = user
    method = _METHOD.search(rest)
    if method:
        event.detail["method"] = method[1]
    if what == "PURGE":
        event.action = "logout"
    elif method and method[1] == _REFUSED:
        event.action, event.outcome = "login", "failure"
    elif method and method[1].startswith("handle_"):
        event.action, event.outcome = "login", "success"
    else:
        # Opened by another service on the user's behalf (an API, the host's panel): nobody typed a password.
        event.action, event.outcome = "session", "success"


def _make() -> LineParser:
    return _parse


class CpanelFormat(LineFormat):
    """Recognises cPanel's stamps and services."""

    __slots__ = ()


def cpanel_format() -> CpanelFormat:
    """Make the format; its stamps always name their zone."""
    return CpanelFormat("cpanel", "auth", lambda _: _make())


CPANEL = cpanel_format()
