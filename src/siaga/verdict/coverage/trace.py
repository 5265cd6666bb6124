"""The time trace of one source: which minutes it spoke in, and where its time ran backwards."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from siaga.intake.rows import NO_TIME, Int64s

MINUTE_US = 60 * 1_000_000
HOUR_US = 60 * MINUTE_US

BACKWARDS_US = 5 * MINUTE_US
"""A step back in time by more than this, from one line to the next, is told; servers log a request when
it ends, so steps of seconds are everyday."""

_JUMPS = 1_000


@dataclass(frozen=True, slots=True)
class Jump:
    """Time ran backwards inside a file: from `before_us` to `after_us` (UTC µs) at a line."""

    file: str
    line_no: int
    before_us: int
    after_us: int


@dataclass(slots=True)
class Trace:
    """Minutes and hours in which a source had lines; times in UTC µs."""

    minutes: dict[int, int] = field(default_factory=dict)
    first_us: int | None = None
    last_us: int | None = None
    jumps: list[Jump] = field(default_factory=list)
    timed: int = 0
    _last_of_file: tuple[str, int] | None = None

    def add(self, file: str, line_no: Int64s, time_us: Int64s) -> None:
        """Take the times of a block's lines, in line order."""
        known = time_us != NO_TIME
        if not known.all():
            line_no, time_us = line_no[known], time_us[known]
        if not len(time_us):
            return
        self.timed += len(time_us)
        values, counts = np.unique(time_us // MINUTE_US, return_counts=True)
        for minute, count in zip(values.tolist(), counts.tolist(), strict=True):
            self.minutes[minute] = self.minutes.get(minute, 0) + count
        first, last = int(time_us.min()), int(time_us.max())
        self.first_us = first if self.first_us is None else min(first, self.first_us)
        self.last_us = last if self.last_us is None else max(last, self.last_us)
        self._note_jumps(file, line_no, time_us)

    def _note_jumps(self, file: str, line_no: Int64s, time_us: Int64s) -> None:
        if self._last_of_file is not None and self._last_of_file[0] == file:
            before = np.concatenate(([self._last_of_file[1]], time_us[:-1]))
        else:
            before = np.concatenate((time_us[:1], time_us[:-1]))
        self._last_of_file = (file, int(time_us[-1]))
        for place in np.flatnonzero(before - time_us > BACKWARDS_US).tolist():
            if len(self.jumps) < _JUMPS:
                jump = Jump(file, int(line_no[place]), int(before[place]), int(time_us[place]))
                self.jumps.append(jump)

    def hours(self) -> tuple[tuple[int, int], ...]:
        """Return (hour start in UTC µs, lines) for every hour with lines, in order."""
        found: dict[int, int] = {}
        for minute, count in self.minutes.items():
            hour = minute // 60
            found[hour] = found.get(hour, 0) + count
        return tuple((hour * HOUR_US, count) for hour, count in sorted(found.items()))
