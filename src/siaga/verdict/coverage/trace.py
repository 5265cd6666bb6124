"""The time trace of one source: which minutes it spoke in, and where its time ran backwards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from siaga.intake.rows import NO_TIME, Int64s
from siaga.verdict.coverage.sums import summed

MINUTE_US = 60 * 1_000_000
HOUR_US = 60 * MINUTE_US

BACKWARDS_US = 5 * MINUTE_US
"""A step back in time by more than this, from one line to the next, is told; servers log a request when
it ends, so steps of seconds are everyday."""

_LEAST_FALLS, _FALLS_PER_RISE = 5, 4
"""Where time falls from line to line so often, and rises so much less, the newest line is the first."""

_JUMPS, _WAITING = 1_000, 200_000


@dataclass(frozen=True, slots=True)
class Jump:
    """Time ran backwards inside a file: from `before_us` to `after_us` (UTC µs) at a line."""

    file: str
    line_no: int
    before_us: int
    after_us: int


@dataclass(frozen=True, slots=True)
class Times:
    """The times of some lines of one file: minutes (since 1970) with their counts, and the steps between.

    `first` and `last` are (line number, UTC µs) of the first and last line with a time, in line order.
    `steps` are the steps back inside: line number, time before, time after. An export may begin with its
    newest line (`newest_first`): its steps are those of somebody who reads it from its end.
    """

    minutes: Int64s
    counts: Int64s
    first: tuple[int, int]
    last: tuple[int, int]
    earliest_us: int
    latest_us: int
    steps: tuple[tuple[int, int, int], ...]
    newest_first: bool = False

    @staticmethod
    def of(line_no: Int64s, time_us: Int64s) -> Times | None:
        """Look at lines in order; None where no line has a time."""
        known = time_us != NO_TIME
        if not known.all():
            line_no, time_us = line_no[known], time_us[known]
        if not len(time_us):
            return None
        minute = time_us // MINUTE_US
        starts = np.flatnonzero(np.diff(minute, prepend=minute[0] - 1))
        back = np.flatnonzero(time_us[:-1] - time_us[1:] > BACKWARDS_US)
        newest_first = len(back) > 0 and _falls(time_us)
        if newest_first:
            back = np.flatnonzero(time_us[1:] - time_us[:-1] > BACKWARDS_US)
        numbers, before, after = (
            part[back[:_JUMPS]].tolist() for part in (line_no[1:], time_us, time_us[1:])
        )
        return Times(
            minute[starts],
            np.diff(starts, append=len(minute)),
            (int(line_no[0]), int(time_us[0])),
            (int(line_no[-1]), int(time_us[-1])),
            int(time_us.min()),
            int(time_us.max()),
            tuple((n, max(b, a), min(b, a)) for n, b, a in zip(numbers, before, after, strict=True)),
            newest_first,
        )

    def shifted(self, lines: int) -> Times:
        """Move the line numbers by the lines that earlier parts of the file had."""
        return replace(
            self,
            first=(self.first[0] + lines, self.first[1]),
            last=(self.last[0] + lines, self.last[1]),
            steps=tuple((number + lines, before, after) for number, before, after in self.steps),
        )


@dataclass(slots=True)
class Trace:
    """Minutes and hours in which a source had lines; times in UTC µs."""

    first_us: int | None = None
    last_us: int | None = None
    jumps: list[Jump] = field(default_factory=list)
    timed: int = 0
    _last_of_file: tuple[str, int, bool] | None = None
    _parts: list[tuple[Int64s, Int64s]] = field(default_factory=list)
    _open: tuple[Int64s, Int64s] | None = None
    """The last minute and its lines (one each): the next block often goes on in the same minute."""

    _waiting: int = 0
    _hours: tuple[Int64s, Int64s] | None = None

    def add(self, file: str, times: Times) -> None:
        """Take the times of a block's lines; blocks come in line order."""
        self.timed += int(times.counts.sum())
        self._take(times.minutes, times.counts)
        if self._waiting > max(_WAITING, len(self._parts[0][0])):
            self.minutes()
        first, last = times.earliest_us, times.latest_us
        self.first_us = first if self.first_us is None else min(first, self.first_us)
        self.last_us = last if self.last_us is None else max(last, self.last_us)
        self._note_jumps(file, times)

    @property
    def most_minutes(self) -> int:
        """How many minutes can have lines, at the most."""
        if self.first_us is None or self.last_us is None:
            return 0
        return min(self.timed, (self.last_us - self.first_us) // MINUTE_US + 2)

    def _take(self, minutes: Int64s, counts: Int64s) -> None:
        if self._open is not None:
            if minutes[0] == self._open[0][0]:
                counts = np.concatenate((counts[:1] + self._open[1], counts[1:]))
            else:
                self._parts.append(self._open)
        self._parts.append((minutes[:-1], counts[:-1]))
        self._open = (minutes[-1:], counts[-1:])
        self._waiting += len(minutes)

    def minutes(self) -> tuple[Int64s, Int64s]:
        """Return the minutes (since 1970) with lines, in order, and the lines in each."""
        if self._waiting or not self._parts:
            none = (np.empty(0, np.int64), np.empty(0, np.int64))
            parts = [*self._parts, self._open or none]
            minutes, counts = (np.concatenate(part) for part in zip(none, *parts, strict=True))
            self._parts, self._open, self._waiting = [summed(minutes, counts)], None, 0
            self._hours = None
        return self._parts[0]

    def _note_jumps(self, file: str, times: Times) -> None:
        steps, newest_first = times.steps, times.newest_first
        if self._last_of_file is not None and self._last_of_file[0] == file:
            # A last block of few lines does not show by itself in which direction it runs.
            newest_first |= self._last_of_file[2] and int(times.counts.sum()) <= _LEAST_FALLS
            earlier, (number, later) = self._last_of_file[1], times.first
            if (later - earlier if newest_first else earlier - later) > BACKWARDS_US:
                steps = ((number, max(earlier, later), min(earlier, later)), *steps)
        self._last_of_file = (file, times.last[1], newest_first)
        for number, before, after in steps[: _JUMPS - len(self.jumps)]:
            self.jumps.append(Jump(file, number, before, after))

    def hours(self) -> tuple[Int64s, Int64s]:
        """Return the starts (UTC µs) of all hours with lines, in order, and the lines in each."""
        minutes, counts = self.minutes()
        if self._hours is None:
            hours, lines = summed(minutes // 60, counts)
            self._hours = hours * HOUR_US, lines
        return self._hours


def _falls(time_us: Int64s) -> bool:
    falls = int(np.count_nonzero(time_us[1:] < time_us[:-1]))
    rises = int(np.count_nonzero(time_us[1:] > time_us[:-1]))
    return falls >= max(_LEAST_FALLS, _FALLS_PER_RISE * rises)
