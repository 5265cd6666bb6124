"""Moments: UTC microseconds as RFC 3339, and the zone in which a person reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from siaga.foundation.errors import UsageError

HOUR_US: Final = 3_600_000_000
DAY_US: Final = 24 * HOUR_US
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_US: Final = (datetime(1, 1, 2, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_LAST_US: Final = (datetime(9999, 12, 30, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_OFFSET: Final = re.compile(r"([+-])(\d{2}):?(\d{2})")


@dataclass(frozen=True, slots=True)
class Zone:
    """A fixed offset from UTC in minutes, with the name a person knows it by."""

    name: str
    offset_minutes: int

    def local(self, moment_us: int) -> datetime:
        """Return the wall-clock time there as a naive datetime; `moment_us` must be `is_moment`."""
        return (_EPOCH + timedelta(microseconds=moment_us, minutes=self.offset_minutes)).replace(tzinfo=None)

    @classmethod
    def parse(cls, text: str) -> Zone:
        """Read "WIB", "WITA", "WIT", "UTC" or an offset such as "+08:00"; UsageError otherwise."""
        for zone in (WIB, WITA, WIT, UTC_ZONE):
            if text.upper() == zone.name:
                return zone
        match = _OFFSET.fullmatch(text)
        if match is None:
            raise UsageError(f"{text!r} is not a time zone: write WIB, WITA, WIT, UTC or +07:00")
        minutes = int(match[2]) * 60 + int(match[3])
        if minutes > 18 * 60 or int(match[3]) > 59:
            raise UsageError(f"{text!r} is not an offset from UTC that any clock has")
        return cls(f"UTC{match[1]}{match[2]}:{match[3]}", -minutes if match[1] == "-" else minutes)


# Indonesia keeps no summer time (Keppres 41/1987), so a fixed offset is the whole truth.
WIB: Final = Zone("WIB", 7 * 60)
WITA: Final = Zone("WITA", 8 * 60)
WIT: Final = Zone("WIT", 9 * 60)
UTC_ZONE: Final = Zone("UTC", 0)


def is_moment(moment_us: int | None) -> bool:
    """Tell whether this is a time that a calendar can show: not absent, not NO_TIME, years 1 to 9999."""
    return moment_us is not None and _FIRST_US <= moment_us <= _LAST_US


def utc_stamp(moment_us: int | None) -> str | None:
    """Write UTC µs as RFC 3339 with "Z", microseconds only where not zero; None where there is no time."""
    if moment_us is None or not is_moment(moment_us):
        return None
    moment = _EPOCH + timedelta(microseconds=moment_us)
    text = moment.strftime("%m-%dT%H:%M:%S")
    fraction = f".{moment.microsecond:06d}" if moment.microsecond else ""
    # strftime leaves out leading zeros of early years on some systems; RFC 3339 wants four digits.
    return f"{moment.year:04d}-{text}{fraction}Z"
