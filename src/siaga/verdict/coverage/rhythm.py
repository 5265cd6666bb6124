"""Finds silences that are against a source's own rhythm.

A source that speaks every few minutes by day and hardly at night is judged by what is usual for it at
that hour: a silence is a gap when by the source's usual lines per hour a good number of lines should have
come in that time, and far more of them than in the longest silences that are usual for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.intake.rows import Int64s
from siaga.verdict.coverage.trace import MINUTE_US, Trace

Floats = npt.NDArray[np.float64]

SHORTEST_MINUTES = 30
"""No silence shorter than this, in minutes, is called a gap."""

TIMES_USUAL = 3.0
"""How many times more lines must be due in a gap than in the usual largest silence of a day."""

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
    edges = _with_edges(minutes, from_us, to_us)
    due = _due(habit, edges)
    enough = max(EXPECTED_LINES, TIMES_USUAL * _usual_largest(_due(habit, minutes), minutes))
    return [
        Silence(int(edges[place]) + 1, int(edges[place + 1]), float(due[place]))
        for place in np.flatnonzero((np.diff(edges) > SHORTEST_MINUTES) & (due >= enough)).tolist()
    ]


def _with_edges(minutes: Int64s, from_us: int | None, to_us: int | None) -> Int64s:
    # A window's edge stands for the minute before it begins, so that the whole window can be silent.
    before = [from_us // MINUTE_US - 1] if from_us is not None and from_us // MINUTE_US <= minutes[0] else []
    after = [to_us // MINUTE_US] if to_us is not None and to_us // MINUTE_US >= minutes[-1] else []
    return np.concatenate((np.array(before, np.int64), minutes, np.array(after, np.int64)))


def _due(habit: list[float], minutes: Int64s) -> Floats:
    """Return the lines due between each minute with lines and the next one."""
    return _due_until(habit, minutes[1:]) - _due_until(habit, minutes[:-1] + 1)


def _due_until(habit: list[float], minutes: Int64s) -> Floats:
    """Return the lines due from 1970 until each minute, by lines per hour of the day."""
    within_day = np.concatenate(([0.0], np.cumsum(np.repeat(habit, 60) / 60)))
    days, rest = np.divmod(minutes, _DAY)
    until: Floats = days * sum(habit) + within_day[rest]
    return until


def _usual_largest(due: Floats, minutes: Int64s) -> float:
    """Return the median over days of the lines due in the day's largest silence.

    Silences are weighed by lines due, not by length: else a quiet night would excuse a silent day.
    """
    if not len(due):
        return 0.0
    days = minutes[:-1] // _DAY
    begin = np.flatnonzero(np.diff(days, prepend=days[0] - 1))
    # With one or two days there is no telling usual from unusual: the typical step stands in.
    if len(begin) < 3:
        return float(np.percentile(due, 95))
    return float(np.median(np.maximum.reduceat(due, begin)))


def _lines_per_hour(trace: Trace, minutes: Int64s) -> list[float]:
    """Return the usual lines for each hour of the day (UTC): the median over the days spanned.

    Of an hour seen on fewer than three days nothing is known but the source's usual lines per hour.
    """
    first, last = int(minutes[0]) // 60, int(minutes[-1]) // 60
    per_hour = np.zeros(last - first + 1)
    for minute, count in trace.minutes.items():
        per_hour[minute // 60 - first] += count
    hours = (np.arange(len(per_hour)) + first) % 24
    # The mean alone would be lifted by a burst, the median of busy hours by a rare visitor.
    overall = min(float(np.median(per_hour[per_hour > 0])), float(per_hour.mean()))
    habit = []
    for hour in range(24):
        mine = per_hour[hours == hour]
        habit.append(float(np.median(mine)) if len(mine) >= 3 else overall)
    return habit


def expected_lines(habit: list[float], from_minute: int, to_minute: int) -> float:
    """Return how many lines are due in [from_minute, to_minute) by lines per hour of the day."""
    until = _due_until(habit, np.array([from_minute, to_minute], np.int64))
    return float(until[1] - until[0])
