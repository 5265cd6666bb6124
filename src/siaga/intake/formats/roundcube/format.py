"""Reads Roundcube's `userlogins.log` and `errors.log`: `[01-Sep-2025 06:15:14 +0700]: <session> message`."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.syslog_auth.logins import roundcube
from siaga.intake.formats.texts import ip, text
from siaga.intake.formats.times import day_month
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"\[(\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?:\.\d{1,9}+)?+(?: [+-]\d\d:?\d\d)?+)\]: (.*+)", re.DOTALL
)
_REFUSED = re.compile(
    r"(?:<[^>]{0,80}> )?+(?:IMAP|SMTP) Error: Login failed for (.{1,200}?) "
    r"(?:against \S++ )?+from ([^ ,(]++)\.? .*+",
    re.DOTALL,
)
_ERROR = re.compile(r"(?:<[^>]{0,80}> )?+(?:(?:IMAP|SMTP|DB|PHP) (?:Error|Warning|Fatal)|ERROR)\b")


def _make(offset_us: int) -> LineParser:
    def parse(line: bytes, place: Place) -> Event | None:
        match = _LINE.fullmatch(line)
        time = day_month(match[1], offset_us) if match else None
        if match is None or time is None:
            return None
        message = text(match[2])
        event = Event(*place, time, "roundcube", "other", message=message)
        roundcube(event, message)
        if event.action == "other":
            _fill_error(event, message)
        return event

    return parse


def _fill_error(event: Event, message: str) -> None:
    """Understand what the error log adds: logins that the mail server refused, and its own errors."""
    if match := _REFUSED.fullmatch(message):
        event.action, event.outcome = "login", "failure"
        event.user, event.client_ip = match[1], ip(match[2].rstrip("."))
    elif _ERROR.match(message):
        event.action = "error"


class RoundcubeFormat(LineFormat):
    """Recognises Roundcube's stamps, which a colon follows."""

    __slots__ = ()


def roundcube_format(offset_us: int = 0) -> RoundcubeFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    return RoundcubeFormat("roundcube", "auth", lambda _: _make(offset_us))


ROUNDCUBE = roundcube_format()
