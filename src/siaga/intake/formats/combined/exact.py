"""Reads one line at a time, exactly: for the few lines whose shape the vector code does not know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from siaga.intake.formats.combined.prefix import Prefix, read_prefix
from siaga.intake.formats.combined.request import unescape
from siaga.intake.rows import UNKNOWN

# Every repeat is over a class that excludes what follows it, so matching is linear.
_STAMP = re.compile(rb"\[(\d\d/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] \"")
_QUOTED = rb'"([^"\\]*(?:\\.[^"\\]*)*)"'
_AFTER = re.compile(rb" (\d{3}) (\d{1,15}|-)(?= |$)")
_TAIL = re.compile(rb" " + _QUOTED + rb" " + _QUOTED + rb"(.*)$", re.DOTALL)
_STRICT_REQUEST = re.compile(_QUOTED + _AFTER.pattern, re.DOTALL)
_LOOSE_END = re.compile(rb"\" (\d{3}) (\d{1,15}|-)(?= |$)")


_MONTHS = {
    name: number for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ExactLine:
    """The fields of one line; None stands for "-"; times in UTC µs, sizes in bytes."""

    prefix: Prefix
    time_us: int
    request: bytes | None
    status: int
    size: int
    referrer: bytes | None
    user_agent: bytes | None
    extra: bytes


def parse(line: bytes) -> ExactLine | None:
    """Read one line of the NCSA family, or return None when it isn't one.

    Unescaped quotes inside the request or the user agent are tolerated: the request ends at the
    first quote that is followed by a status and a size, the user agent at the last quote.
    """
    stamp = _STAMP.search(line)
    if stamp is None:
        return None
    prefix = read_prefix(line[: stamp.start()].rstrip(b" "))
    time = _time(stamp[1])
    if prefix is None or time is None:
        return None
    opening = stamp.end() - 1
    strict = _STRICT_REQUEST.match(line, opening)
    if strict is not None:
        request, status, size, rest = strict[1], strict[2], strict[3], line[strict.end() :]
    else:
        loose = _LOOSE_END.search(line, opening + 1)
        if loose is None:
            return None
        request, status, size = line[opening + 1 : loose.start()], loose[1], loose[2]
        rest = line[loose.end() :]
    referrer, agent, extra = _tail(rest)
    count = UNKNOWN if size == b"-" else int(size)
    return ExactLine(prefix, time, _value(request), int(status), count, referrer, agent, extra)


def _time(text: bytes) -> int | None:
    """Read `02/Jan/2006:15:04:05 -0700` as UTC µs; None when it is no real moment."""
    month = _MONTHS.get(text[3:6].lower())
    sign = -1 if text[21:22] == b"-" else 1
    try:
        second = int(text[18:20])
        local = datetime(
            int(text[7:11]),
            month or 0,
            int(text[:2]),
            int(text[12:14]),
            int(text[15:17]),
            min(second, 59),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    if local.year < 1970 or second > 60:
        return None
    zone = sign * (int(text[22:24]) * 3_600 + int(text[24:26]) * 60)
    return ((local - _EPOCH) // _ONE_SECOND + (second == 60) - zone) * 1_000_000


def _value(text: bytes) -> bytes | None:
    return None if text in (b"-", b"") else text


def _tail(rest: bytes) -> tuple[bytes | None, bytes | None, bytes]:
    exact = _TAIL.match(rest)
    if exact is not None:
        return _clean(exact[1]), _clean(exact[2]), exact[3].strip()
    if not rest.startswith(b' "'):
        return None, None, rest.strip()
    # Unescaped quotes: the referrer ends at the first `" "`, the user agent at the last quote.
    referrer, divider, agent = rest[2:].partition(b'" "')
    if not divider:
        return _clean(referrer.rstrip(b'"')), None, b""
    body, _, extra = agent.rpartition(b'"')
    return _clean(referrer), _clean(body or extra), (extra if body else b"").strip()


def _clean(text: bytes) -> bytes | None:
    return None if text in (b"-", b"") else unescape(text)
