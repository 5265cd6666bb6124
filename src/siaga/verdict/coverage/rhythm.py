"""Finds silences that are against a source's own rhythm.

A source that speaks every few minutes by day and hardly at night or on Sundays is judged by what is usual
for it at that hour: a silence is a gap when by its usual lines per hour a good number of lines should have
come in that time, and far more of them than in the longest silences that are usual for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.intake.rows import Int64s
from siaga.verdict.coverage.sums import summed
from siaga.verdict.coverage.trace import HOUR_US, MINUTE_US, Trace

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

SHORTEST_MINUTES = 30
"""No silence shorter than this, in minutes, is called a gap."""

TIMES_USUAL = 3.0
"""How many times more lines must be due in a gap than in the usual largest silence of a day."""

EXPECTED_LINES = 12.0
"""How many lines should have come during a silence, by the source's habit, for it to be a gap."""

_DAY = 24 * 60
_WEEK = 7 * _DAY
_PIECE = 16_384


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
    minutes, _ = trace.minutes()
    if not len(minutes):
        return []
    habit = _lines_per_hour(*trace.hours())
    before, after = _edges(minutes, from_us, to_us)
    edges = minutes
    if before or after:
        edges = np.concatenate((np.array(before, np.int64), minutes, np.array(after, np.int64)))
    due = _due(habit, edges)
    days = np.unique(trace.hours()[0] // HOUR_US // 24)
    begin = np.searchsorted(minutes[:-1], days * _DAY)
    usual = _usual_largest(due[len(before) : len(due) - len(after)], begin)
    enough = max(EXPECTED_LINES, TIMES_USUAL * usual)
    found = np.flatnonzero(due >= enough)
    return [
        Silence(int(edges[place]) + 1, int(edges[place + 1]), float(due[place]))
        for place in found[edges[found + 1] - edges[found] > SHORTEST_MINUTES].tolist()
    ]


def _edges(minutes: Int64s, from_us: int | None, to_us: int | None) -> tuple[list[int], list[int]]:
    # A window's edge stands for the minute before it begins, so that the whole window can be silent.
    before = [from_us // MINUTE_US - 1] if from_us is not None and from_us // MINUTE_US <= minutes[0] else []
    after = [to_us // MINUTE_US] if to_us is not None and to_us // MINUTE_US >= minutes[-1] else []
    return before, after


def _due(habit: list[float], minutes: Int64s) -> Floats:
    """Return the lines due between each minute with lines and the next one."""
    by_minute = np.repeat(habit, 60) / 60
    within_week, whole_week = np.concatenate(([0.0], np.cumsum(by_minute))), sum(habit)
    due = np.empty(max(0, len(minutes) - 1))
    # Years of minutes are many: what is worked out on the way stays in the processor's cache.
    for start in range(0, len(due), _PIECE):
        piece = minutes[start : start + _PIECE + 1]
        week = piece // _WEEK
        place = piece - week * _WEEK  # numpy's own remainder is several times slower
        until = week * whole_week + within_week[place]
        told = np.diff(until) - by_minute[place[:-1]]
        told[np.diff(piece) <= 1] = 0.0
        due[start : start + _PIECE] = told
    return due


def _usual_largest(due: Floats, begin: Places) -> float:
    """Return the median over days of the lines due in the day's largest silence; `begin` are the days' first.

    Silences are weighed by lines due, not by length: else a quiet night would excuse a silent day.
    """
    begin = begin[begin < len(due)]
    if not len(due):
        return 0.0
    # With one or two days there is no telling usual from unusual: the typical step stands in.
    if len(begin) < 3:
        return float(np.percentile(due, 95))
    return float(np.median(np.maximum.reduceat(due, begin)))


def _lines_per_hour(starts: Int64s, told: Int64s) -> list[float]:
    """Return the usual lines for each hour of a week that begins on a Thursday (1970-01-01), in UTC.

    It is the median over the days spanned for that hour of the day, less on weekdays that are always
    quieter. Of an hour seen on fewer than three days nothing is known but the usual lines per hour.
    """
    # Only hours with lines are held: a forged date thousands of years off must not fill the memory.
    hours = starts // HOUR_US
    first, last = int(hours[0]), int(hours[-1])
    lines = told.astype(np.float64)
    # The mean alone would be lifted by a burst, the median of busy hours by a rare visitor.
    overall = min(float(np.median(lines)), float(lines.sum()) / (last - first + 1))
    habit, of_day = [], hours % 24
    for hour in range(24):
        days = (last - hour) // 24 - (first - 1 - hour) // 24
        habit.append(_median(lines[of_day == hour], days) if days >= 3 else overall)
    return [usual * share for share in _weekday_shares(hours, lines, first, last) for usual in habit]


def _weekday_shares(hours: Int64s, lines: Floats, first_hour: int, last_hour: int) -> list[float]:
    """Return for each weekday, Thursday first, its share (0 to 1) of a usual day's lines."""
    first, end = -(-first_hour // 24), (last_hour + 1) // 24  # whole days only
    whole = (hours >= first * 24) & (hours < end * 24)
    days, totals = summed(hours[whole] // 24, lines[whole])
    usual = _median(totals, end - first)
    shares = []
    for weekday in range(7):
        mine = totals[days % 7 == weekday]
        count = max(0, (end - 1 - weekday) // 7 - (first - 1 - weekday) // 7)
        # Of two the larger one: the other may be the very day that is missing.
        largest = float(mine.max(initial=0.0))
        typical = _median(mine, count) if count >= 3 else largest if count == 2 else usual
        shares.append(min(1.0, typical / usual) if usual else 1.0)
    return shares


def _median(positive: Floats, count: int) -> float:
    """Return the median of `count` numbers of which all but the `positive` ones are 0; of none it is 0."""
    if count <= 0:
        return 0.0
    ordered, zeros = np.sort(positive), count - len(positive)
    middle = ((count - 1) // 2, count // 2)
    return sum(float(ordered[at - zeros]) if at >= zeros else 0.0 for at in middle) / 2
