"""The clock: what time it is, in one place, so that a test can say what time it is."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], int]
"""Returns the time in UTC microseconds since 1970."""

US_PER_SECOND = 1_000_000
US_PER_MINUTE = 60 * US_PER_SECOND


def system_clock() -> int:
    """Return the machine's time in UTC microseconds since 1970."""
    return time.time_ns() // 1000
