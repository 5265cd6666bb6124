"""Sources with a rhythm of their own, for the tests of coverage."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import HOUR_US, MINUTE_US, Times

MONDAY_US = 1_772_409_600_000_000
"""2026-03-02 00:00 UTC."""

DAY_US = 24 * HOUR_US


def steady(days: float, every_minutes: float = 2, start_us: int = MONDAY_US) -> list[int]:
    """Return times (UTC µs) with a line every few minutes, day and night."""
    step = round(every_minutes * MINUTE_US)
    return list(range(start_us, start_us + round(days * DAY_US), step))


def office(days: int, every_minutes: int = 2) -> list[int]:
    """Return times of a site that is asked for from 7 to 17 o'clock only."""
    return [at for at in steady(days, every_minutes) if 7 <= (at - MONDAY_US) % DAY_US // HOUR_US < 17]


def without(times: Iterable[int], start_us: int, end_us: int) -> list[int]:
    """Leave out what was logged in [start, end)."""
    return [at for at in times if not start_us <= at < end_us]


def tally(
    times: list[int], name: str = "access.log", kind: str = "access", file: str = "access.log"
) -> SourceTally:
    """Make a source of one file out of its times, in line order."""
    made = SourceTally(name, kind)
    made.add_file(file)
    made.add_times(file, Times.of(np.arange(1, len(times) + 1), np.array(times, np.int64)))
    made.parsed = made.lines = len(times)
    return made
