"""The clock: what time it is, in one place, so that a test can say what time it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], int]
"""Returns the time in UTC microseconds since 1970."""

US_PER_SECOND = 1_000_000
US_PER_MINUTE = 60 * US_PER_SECOND

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def system_clock() -> int:
    """Return the machine's time in UTC microseconds since 1970."""
    return time.time_ns() // 1000


def moment(at_us: int) -> str:
    """Return a time in UTC microseconds as a person reads it ("2026-11-01 12:00:00 UTC").

    What lies outside the years 1 to 9999 is returned as the number it is.
    """
    try:
        return f"{_EPOCH + timedelta(microseconds=at_us):%Y-%m-%d %H:%M:%S} UTC"
    except OverflowError:
        return f"{at_us} us"


def duration(us: int) -> str:
    """Return a span in microseconds as a person reads it ("-1 day, 23:59:00", "0:07:00")."""
    try:
        return str(timedelta(microseconds=us))
    except OverflowError:
        return f"{us} us"
