"""Reads `[01-Jan-2024 12:00:00 Asia/Jakarta] PHP Warning:  …` and php-fpm's `[…] WARNING: [pool www] …`."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from siaga.intake.formats.linewise import NOWHERE, LineFormat, LineParser
from siaga.intake.formats.php_error.message import is_continued, php_message, tool_output
from siaga.intake.formats.process_output import StampedLog, tool_of
from siaga.intake.formats.splitting import Place
from siaga.intake.formats.texts import text
from siaga.intake.formats.times import MONTHS, SECOND_US, fraction_us, instant
from siaga.intake.rows import NO_TIME, Event

_LINE = re.compile(
    rb"\[(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}+))?+(?: ([A-Za-z0-9/_+:-"
    rb"]{1,40}))?+\] (.*+)",
    re.DOTALL,
)
_FPM = re.compile(r"(ALERT|ERROR|WARNING|NOTICE|DEBUG): (?:\[pool ([^\]]{1,80})\] )?(.*+)", re.DOTALL)
_SAID = re.compile(r"child \d+ said into std(?:err|out): \"(.*+)", re.DOTALL)
_UNSTAMPED = re.compile(rb"PHP [A-Z][a-z]")
_HOURS = {"UTC": 0, "GMT": 0, "WIB": 7, "WITA": 8, "WIT": 9}
_FIXED = {
    "Asia/Jakarta": 7,
    "Asia/Pontianak": 7,
    "Asia/Makassar": 8,
    "Asia/Ujung_Pandang": 8,
    "Asia/Jayapura": 9,
}
_REGION = re.compile(r"[A-Z][A-Za-z_]{1,20}/[A-Za-z_/+-]{1,30}")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if _REGION.fullmatch(name) else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@lru_cache(maxsize=8192)
def _time(parts: tuple[bytes, ...], zone: str, offset_us: int) -> int | None:
    day, month, year, hour, minute, second, fraction = parts
    date = (int(year), MONTHS.get(month, 0), int(day))
    time = instant(date, (int(hour), int(minute), int(second)), fraction_us(fraction))
    if time is None:
        return None
    hours = _HOURS.get(zone, _FIXED.get(zone))
    if hours is not None:
        return time - hours * 3600 * SECOND_US
    region = _zone(zone)
    if region is None:
        return time - offset_us
    return time - _region_offset_us(region, date, (int(hour), int(minute)))


def _region_offset_us(region: ZoneInfo, date: tuple[int, int, int], clock: tuple[int, int]) -> int:
    offset = datetime(*date, *clock, tzinfo=region).utcoffset()
    return 0 if offset is None else round(offset.total_seconds()) * SECOND_US


def stamped_event(line: bytes, place: Place, offset_us: int) -> Event | None:
    """Understand one line of PHP's or php-fpm's log; also PHP's messages without a stamp."""
    match = _LINE.fullmatch(line)
    if match is None:
        return _unstamped(line, place)
    *parts, zone, rest = match.groups()
    time = _time(tuple(part or b"" for part in parts), (zone or b"").decode(), offset_us)
    if time is None:
        return None
    message = text(rest)
    event = Event(*place, time, "php", "error", message=message)
    if php_message(event, message):
        return event
    fpm = _FPM.fullmatch(message)
    if fpm is not None:
        _fpm(event, *fpm.groups())
    else:
        tool_output(event, message)
    return event


def _unstamped(line: bytes, place: Place) -> Event | None:
    if _UNSTAMPED.match(line) or is_continued(line[:40].decode("latin-1")):
        message = text(line)
        event = Event(*place, NO_TIME, "php", "error", message=message)
        php_message(event, message)
        return event
    return None


def _fpm(event: Event, level: str, pool: str | None, message: str) -> None:
    event.application = "php-fpm"
    event.detail["level"] = level.lower()
    if pool:
        event.detail["pool"] = pool
    said = _SAID.fullmatch(message)
    if said is not None:
        words = said[1].removesuffix('"')
        if not php_message(event, words):
            tool_output(event, words)
    elif level in ("NOTICE", "DEBUG"):
        event.action = "other"


def is_stray(line: bytes) -> bool:
    """Say whether a line is what PHP or a known program prints into an error log without a stamp."""
    return _unstamped(line, NOWHERE) is not None or tool_of(text(line)) is not None


class PhpErrorFormat(LineFormat):
    """Recognises PHP's stamps and messages."""

    __slots__ = ()


def php_error_format(offset_us: int = 0) -> PhpErrorFormat:
    """Make the format with the zone of stamps that name none, in µs east of UTC."""

    def make(_: int | None) -> LineParser:
        return StampedLog(lambda line, place: stamped_event(line, place, offset_us)).parse

    def belongs(line: bytes) -> bool:
        return line.startswith((b"[", b"PHP ")) and stamped_event(line, NOWHERE, 0) is not None

    return PhpErrorFormat("php-error", "error", make, belongs, is_stray)


PHP_ERROR = php_error_format()
