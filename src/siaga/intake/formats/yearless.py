"""Gives RFC 3164 stamps ("Mar 27 13:06:56") the year that they leave out."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from siaga.intake.formats.times import DAY_US, MONTHS, SECOND_US, day_us, fraction_us
from siaga.intake.rows import NO_TIME

_STAMP = re.compile(rb"([A-Za-z]{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}+))?+")
_SLACK_US = DAY_US
"""A file may hold stamps this much later than its own modification time: clocks and zones differ."""
_DISORDER_US = 31 * DAY_US
"""A stamp this much earlier than the one before is disorder; further back, a new year has begun."""


@lru_cache(maxsize=8192)
def _parts(stamp: bytes) -> tuple[int, int, int] | None:
    """Return month, day and µs within the day."""
    match = _STAMP.fullmatch(stamp)
    if match is None:
        return None
    name, day, hour, minute, second, fraction = match.groups()
    month = MONTHS.get(name, 0)
    if not month or not 1 <= int(day) <= 31 or int(hour) > 23 or int(minute) > 59 or int(second) > 60:
        return None
    return (
        month,
        int(day),
        (int(hour) * 3600 + int(minute) * 60 + int(second)) * SECOND_US + fraction_us(fraction),
    )


class Yearless:
    """Reads the stamps of one file in order and keeps track of the year.

    The first stamp gets the latest year that doesn't place it after `modified_at_us` (UTC µs, when
    the file was last written). Afterwards a month that wraps around begins a new year. Without
    `modified_at_us` nothing can tell the year: every time is NO_TIME, not a guess.
    `offset_us` is the local zone of the stamps in µs east of UTC.
    """

    def __init__(self, modified_at_us: int | None, offset_us: int = 0) -> None:
        self._offset_us = offset_us
        self._latest_us: int | None = None
        self._date = (0, 0)
        self._date_us = NO_TIME
        if modified_at_us is not None and 0 <= modified_at_us < 250_000_000_000 * SECOND_US:
            self._latest_us = modified_at_us + offset_us + _SLACK_US
            self._year = (datetime.fromtimestamp(0, UTC) + timedelta(microseconds=self._latest_us)).year

    def at(self, stamp: bytes) -> int | None:
        """Return the UTC µs of a stamp, NO_TIME when its year can't be known, None when it is no stamp."""
        parts = _parts(stamp)
        if parts is None:
            return None
        month, day, within_us = parts
        if self._latest_us is None:
            return NO_TIME if day_us(2000, month, day) is not None else None
        if self._date != (month, day):
            start = self._start(month, day, within_us)
            if start is None:
                return None
            self._date, self._date_us = (month, day), start
        return self._date_us + within_us - self._offset_us

    def _start(self, month: int, day: int, within_us: int) -> int | None:
        latest = self._latest_us or 0
        if self._date_us == NO_TIME:
            # A leap day may lie up to eight years back (around 1900 and 2100).
            years = (self._year - back for back in range(9))
            starts = (day_us(year, month, day) for year in years if year >= 1)
            return next((s for s in starts if s is not None and s + within_us <= latest), None)
        year = (datetime.fromtimestamp(0, UTC) + timedelta(microseconds=self._date_us)).year
        same, later, earlier = (day_us(y, month, day) for y in (year, year + 1, year - 1))
        if same is None:
            return later if later is not None and later + within_us <= latest else earlier
        if same < self._date_us - _DISORDER_US:
            return later if later is not None and later + within_us <= latest else same
        if same + within_us > latest and earlier is not None:
            return earlier
        return same
