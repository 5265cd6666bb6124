"""Reads Exim's main log: `2026-03-02 08:15:30 1vxABC-0001Ab-2C <= sender H=(helo) [address]:port … A=…`."""

from __future__ import annotations

import re

from siaga.intake.formats.exim.message import understand
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import text
from siaga.intake.formats.times import iso
from siaga.intake.rows import Event

_LINE = re.compile(
    rb"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6}+)?+(?: [+-]\d{4})?+) (?:\[\d{1,9}+\] )?+(.*+)", re.DOTALL
)
"""The stamp, and the process's number where `log_selector = +pid` (Exim specification, "Log files")."""

_OWN = re.compile(
    rb"(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) "
    rb"(?:<=|\(=|=>|->|>>|\*>|\*\*|==|Completed)|[0-9A-Za-z_]{1,40} authenticator failed for "
    rb"|(?:Start|End) queue run:"
)
"""What no other program writes: a letter's number (old and new form) with a flag, its own refusals."""


def _make(offset_us: int) -> LineParser:
    def parse(line: bytes, place: Place) -> Event | None:
        match = _LINE.fullmatch(line)
        time = iso(match[1], offset_us) if match else None
        if match is None or time is None:
            return None
        message = text(match[2])
        event = Event(*place, time, "smtp", "other", message=message)
        understand(event, message)
        return event

    return parse


def _belongs(line: bytes) -> bool:
    match = _LINE.fullmatch(line)
    return match is not None and _OWN.match(match[2]) is not None


def _stamped(line: bytes) -> bool:
    return _LINE.fullmatch(line) is not None


class EximFormat(LineFormat):
    """Recognises letters' numbers and their flags behind a stamp without a program's name."""

    __slots__ = ()


def exim_format(offset_us: int = 0) -> EximFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    return EximFormat("exim", "auth", lambda _: _make(offset_us), _belongs, _stamped)


EXIM = exim_format()
