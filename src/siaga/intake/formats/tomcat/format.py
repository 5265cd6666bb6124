"""Reads Tomcat's `catalina.out` and its kin: `21-Jul-2025 05:45:21.791 INFO [thread] class message`."""

from __future__ import annotations

import re

from siaga.intake.formats.linewise import LineFormat, LineParser
from siaga.intake.formats.process_output import output_event, tool_of
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import text
from siaga.intake.formats.times import day_month
from siaga.intake.rows import NO_TIME, Event

_LINE = re.compile(
    rb"(\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?:\.\d{1,9}+)?+) "
    rb"(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST) "
    rb"\[([^\]]{0,200}+)\] ([^ ]{1,300}+) ?(.*+)",
    re.DOTALL,
)
_DEPLOYING = re.compile(
    r"(?:Deploying|Undeploying) (?:web application (?:archive|directory)|deployment descriptor|context path) "
    r"\[([^\]]{1,1000}+)\].*+",
    re.DOTALL,
)
_TRACE = re.compile(
    r"\s+at [\w.$<>/]|\s*\.\.\. \d+ (?:more|common frames)|Caused by: |\s+Suppressed: |"
    r"[a-z][\w$]*(?:\.[\w$]+){1,12}(?:Exception|Error|Throwable)\b"
)
"""What belongs to an exception that a stamped line began: no output of a process."""

_QUIET = frozenset((b"INFO", b"CONFIG", b"FINE", b"FINER", b"FINEST"))


def _event(line: bytes, place: Place, offset_us: int) -> Event | None:
    match = _LINE.fullmatch(line)
    time = day_month(match[1], offset_us) if match else None
    if match is None or time is None:
        return None
    level, source, message = match[2], text(match[4]), text(match[5])
    event = Event(*place, time, "tomcat", "other" if level in _QUIET else "error", message=message)
    event.detail.update(level=text(level).lower(), source=source)
    if deployed := _DEPLOYING.fullmatch(message):
        event.object = deployed[1]
    return event


def _make(offset_us: int) -> LineParser:
    last_us = NO_TIME

    def parse(line: bytes, place: Place) -> Event | None:
        nonlocal last_us
        event = _event(line, place, offset_us)
        if event is not None:
            last_us = event.time_us
            return event
        message = text(line)
        if _TRACE.match(message) or tool_of(message) is None:
            return Event(*place, last_us, "tomcat", "other", message=message) if last_us != NO_TIME else None
        return output_event(line, place, last_us)

    return parse


class TomcatFormat(LineFormat):
    """Recognises Tomcat's stamps, levels and threads."""

    __slots__ = ()


def tomcat_format(offset_us: int = 0) -> TomcatFormat:
    """Make the format with the zone of its stamps, in µs east of UTC."""

    def stamped(line: bytes) -> bool:
        return _LINE.match(line) is not None

    def alongside(line: bytes) -> bool:
        return _TRACE.match(text(line)) is not None

    return TomcatFormat("tomcat", "error", lambda _: _make(offset_us), stamped, alongside)


TOMCAT = tomcat_format()
