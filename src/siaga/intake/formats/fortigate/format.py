"""Reads FortiGate's key=value lines: `date=2024-12-25 time=00:24:27 … logid="…" type="event" … msg="…"`."""

from __future__ import annotations

import re

from siaga.intake.formats.fortigate.message import understand
from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import text
from siaga.intake.formats.times import epoch, iso
from siaga.intake.rows import Event

_PAIR = re.compile(r'([A-Za-z_][A-Za-z0-9_.-]{0,63}+)=(?:"((?:[^"\\]|\\.)*+)"|([^\s"]*+))')
_HEAD = re.compile(rb"(?:<\d{1,3}>)?(?:date=\d{4}-\d\d-\d\d time=\d\d:\d\d:\d\d |logver=\d{1,12} )")
_KEYS = (b"logid=", b"type=", b"level=")
_KEPT = ("logid", "subtype", "method", "reason", "cfgpath", "cfgattr", "tunneltype", "group", "profile")


def _told(line: bytes) -> dict[str, str]:
    return {found[1]: found[2] or found[3] or "" for found in _PAIR.finditer(text(line))}


def _time(told: dict[str, str], offset_us: int) -> int | None:
    moment = epoch(told.get("eventtime", "").encode())
    if moment is not None:
        return moment
    stamp = f"{told.get('date', '')} {told.get('time', '')}{told.get('tz', '')}"
    return iso(stamp.encode(), offset_us)


def _make(offset_us: int) -> LineParser:
    def parse(line: bytes, place: Place) -> Event | None:
        if not _belongs(line):
            return None
        told = _told(line)
        time = _time(told, offset_us)
        if time is None:
            return None
        event = Event(*place, time, "fortigate", "other", host=told.get("devname", ""))
        event.message = told.get("msg") or told.get("logdesc", "")
        event.detail.update({name: told[name] for name in _KEPT if told.get(name, "N/A") not in {"", "N/A"}})
        understand(event, told)
        return event

    return parse


def _belongs(line: bytes) -> bool:
    return _HEAD.match(line) is not None and all(key in line for key in _KEYS)


class FortigateFormat(LineFormat):
    """Recognises date, time, log number, type and level as names with values."""

    __slots__ = ()


def fortigate_format(offset_us: int = 0) -> FortigateFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""
    return FortigateFormat("fortigate", "auth", lambda _: _make(offset_us), _belongs)


FORTIGATE = fortigate_format()
