"""Finds silences that are against a source's own rhythm.

A source that speaks every few minutes by day and hardly at night is judged by what is usual for it at
that hour: a silence is a gap when it is far longer than the source's own usual longest silences *and* by
its usual lines per hour a good number of lines should have come in that time.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from siaga.intake.rows import Int64s
from siaga.verdict.coverage.trace import MINUTE_US, Trace

SHORTEST_MINUTES = 30
"""No silence shorter than this, in minutes, is called a gap."""

TIMES_USUAL = 3.0
"""How many times longer than the usual longest silence of a day a gap must be."""

EXPECTED_LINES = 12.0
"""How many lines should have come during a silence, by the source's habit, for it to be a gap."""

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Silence:
    """From the last line before to the first line after, in minutes since 1970; `expected` lines were due."""

    from_minute: int
    to_minute: int
    expected: float

    @property
    def minutes(self) -> int:
        """Its length in minutes."""
        return self.to_minute - self.from_minute


def gaps(trace: Trace, *, from_us: int | None = None, to_us: int | None = None) -> list[Silence]:
    """Return the silences of a trace that are against its rhythm, in order.

    `from_us` and `to_us` widen the span that should have been covered (UTC µs): what lies between
    them and the first or last line counts as silence too.
    """
    if not trace.minutes:
        return []
    minutes = np.array(sorted(trace.minutes), np.int64)
    habit = _lines_per_hour(trace, minutes)
    usual = _usual_longest(minutes)
    edges = _with_edges(minutes, from_us, to_us)
    lengths = np.diff(edges)
    floor = max(SHORTEST_MINUTES, TIMES_USUAL * usual)
    found = []
    for place in np.flatnonzero(lengths > floor).tolist():
        start, end = int(edges[place]), int(edges[place + 1])
        due = expected_lines(habit, start + 1, end)
        if due >= EXPECTED_LINES:
            found.append(Silence(start + 1, end, due))
    return found


def _with_edges(minutes: Int64s, from_us: int | None, to_us: int | None) -> Int64s:
    # A window's edge stands for the minute before it begins, so that the whole window can be silent.
    before = [from_us // MINUTE_US - 1] if from_us is not None and from_us // MINUTE_US <= minutes[0] else []
    after = [to_us // MINUTE_US] if to_us is not None and to_us // MINUTE_US >= minutes[-1] else []
    return np.concatenate((np.array(before, np.int64), minutes, np.array(after, np.int64)))


def _usual_longest(minutes: Int64s) -> float:
    """Return the median over days of the day's longest silence, in minutes."""
    lengths = np.diff(minutes)
    if not len(lengths):
        return float(_DAY)
    days = minutes[:-1] // _DAY
    longest = [int(lengths[days == day].max()) for day in np.unique(days).tolist()]
    # With one or two days there is no telling usual from unusual: the typical step stands in.
    if len(longest) < 3:
        return max(float(np.percentile(lengths, 95)), 1.0)
    return float(median(longest))


def _lines_per_hour(trace: Trace, minutes: Int64s) -> list[float]:
    """Return the usual lines for each hour of the day (UTC): the median over the days spanned."""
    first, last = int(minutes[0]) // 60, int(minutes[-1]) // 60
    per_hour = np.zeros(last - first + 1)
    for minute, count in trace.minutes.items():
        per_hour[minute // 60 - first] += count
    hours = (np.arange(len(per_hour)) + first) % 24
    overall = float(np.median(per_hour[per_hour > 0]))
    habit = []
    for hour in range(24):
        mine = per_hour[hours == hour]
        habit.append(float(np.median(mine)) if len(mine) >= 3 else overall if len(mine) else 0.0)
    return habit


def expected_lines(habit: list[float], from_minute: int, to_minute: int) -> float:
    """Return how many lines are due in [from_minute, to_minute) by lines per hour of the day."""
    whole_days, rest = divmod(to_minute - from_minute, _DAY)
    due = whole_days * sum(habit)
    minute, end = from_minute, from_minute + rest
    while minute < end:
        step = min(60 - minute % 60, end - minute)
        due += habit[minute // 60 % 24] * step / 60
        minute += step
    return due
