"""Reads the time stamps of logs; every result is UTC microseconds since 1970, or None."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()

MONTHS = {
    name: number
    for number, names in enumerate(
        (b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"), 1
    )
    for name in (names, names.title(), names.upper())
}
"""English month names cut at three letters, in the cases that logs use."""

_ZONE = rb"(?: ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?+))?+"
_FRACTION = rb"(?:[.,:](\d{1,9}+))?+"
_CLF = re.compile(rb"(\d{1,2})/([A-Za-z]{3})/(\d{4}):(\d\d):(\d\d):(\d\d)" + rb"(?:[.,](\d{1,9}+))?+" + _ZONE)
_ISO = re.compile(
    rb"(\d{4})[-/]?(\d\d)[-/]?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d))?+" + _FRACTION + _ZONE, re.IGNORECASE
)
_CTIME = re.compile(
    rb"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)" + _FRACTION + rb" (\d{4})"
)
_DMY = re.compile(rb"(\d\d)-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)" + _FRACTION + _ZONE)
_EPOCH = re.compile(rb"(\d{1,19})(?:\.(\d{1,9})\d*+)?+")


@lru_cache(maxsize=4096)
def day_us(year: int, month: int, day: int) -> int | None:
    """Return the start of a day of the Gregorian calendar, or None where there is no such day."""
    try:
        return (date(year, month, day).toordinal() - _EPOCH_ORDINAL) * DAY_US
    except ValueError:
        return None


def instant(
    day: tuple[int, int, int], clock: tuple[int, int, int], micro: int = 0, offset_us: int = 0
) -> int | None:
    """Join (year, month, day), (hour, minute, second), microseconds and the zone's offset east of UTC.

    Second 60 is a leap second (RFC 3339 §5.6); an hour, minute or second out of range gives None.
    """
    start = day_us(*day)
    hour, minute, second = clock
    if start is None or hour > 23 or minute > 59 or second > 60:
        return None
    return start + (hour * 3600 + minute * 60 + second) * SECOND_US + micro - offset_us


def fraction_us(digits: bytes | None) -> int:
    """Return the decimal fraction of a second in µs; digits beyond the sixth are cut off."""
    return int(digits[:6].ljust(6, b"0")) if digits else 0


def zone_us(zone: bytes | None, default_us: int) -> int:
    """Return the offset east of UTC in µs for "Z", "+07", "+0700" or "+07:00"; `default_us` for None."""
    if zone is None:
        return default_us
    if zone[:1] not in b"+-":
        return 0
    digits = zone[1:].replace(b":", b"")
    size = (int(digits[:2]) * 3600 + int(digits[2:] or b"0") * 60) * SECOND_US
    return -size if zone[:1] == b"-" else size


def _day_first(match: re.Match[bytes] | None, offset_us: int) -> int | None:
    if match is None:
        return None
    day, name, year, hour, minute, second, fraction, zone = match.groups()
    return instant(
        (int(year), MONTHS.get(name, 0), int(day)),
        (int(hour), int(minute), int(second)),
        fraction_us(fraction),
        zone_us(zone, offset_us),
    )


@lru_cache(maxsize=8192)
def clf(stamp: bytes, offset_us: int = 0) -> int | None:
    """Read "06/Feb/2009:12:14:14 +0700" (Common Log Format) or HAProxy's "06/Feb/2009:12:14:14.655".

    `offset_us` is the zone assumed where the stamp names none, in µs east of UTC.
    """
    return _day_first(_CLF.fullmatch(stamp), offset_us)


@lru_cache(maxsize=8192)
def iso(stamp: bytes, offset_us: int = 0) -> int | None:
    """Read ISO 8601 / RFC 3339 date and time: "T" or a space, "-" or "/", any fraction, any zone.

    `offset_us` is the zone assumed where the stamp names none, in µs east of UTC.
    """
    match = _ISO.fullmatch(stamp)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    return instant(
        (int(year), int(month), int(day)),
        (int(hour), int(minute), int(second or b"0")),
        fraction_us(fraction),
        zone_us(zone, offset_us),
    )


@lru_cache(maxsize=8192)
def ctime(stamp: bytes, offset_us: int = 0) -> int | None:
    """Read "Thu Mar 17 01:48:12 2005", with or without weekday and fraction (asctime, Apache, xferlog)."""
    match = _CTIME.fullmatch(stamp)
    if match is None:
        return None
    name, day, hour, minute, second, fraction, year = match.groups()
    return instant(
        (int(year), MONTHS.get(name, 0), int(day)),
        (int(hour), int(minute), int(second)),
        fraction_us(fraction),
        offset_us,
    )


@lru_cache(maxsize=8192)
def day_month(stamp: bytes, offset_us: int = 0) -> int | None:
    """Read "21-Jul-2025 05:45:21.791" or "01-Sep-2025 06:15:14 +0700" (Tomcat, Roundcube).

    `offset_us` is the zone assumed where the stamp names none, in µs east of UTC.
    """
    return _day_first(_DMY.fullmatch(stamp), offset_us)


@lru_cache(maxsize=8192)
def epoch(stamp: bytes) -> int | None:
    """Read seconds (with fraction), milliseconds, microseconds or nanoseconds since 1970, told by size."""
    match = _EPOCH.fullmatch(stamp)
    if match is None:
        return None
    whole, fraction = int(match[1]), match[2]
    if whole < 10**11:
        return whole * SECOND_US + fraction_us(fraction)
    if whole < 10**14:
        return whole * 1000 + fraction_us(fraction) // 1000
    return whole if whole < 10**17 else whole // 1000


def epoch_number(value: float) -> int | None:
    """Read a JSON number as `epoch` does; None when it is negative or no time."""
    if not 0 <= value < 9e18:  # also refuses NaN
        return None
    if value < 1e11:
        return round(value * SECOND_US)
    if value < 1e14:
        return round(value * 1000)
    return round(value) if value < 1e17 else round(value) // 1000
