"""Remembers values in which no trigger was found, so that the next block need not scan them again."""

from __future__ import annotations

import numpy as np

from siaga.detection.engine.fields import Column
from siaga.detection.engine.sources import Source
from siaga.intake.rows import Int64s

_LONGEST = 2048
"""Longer values, in bytes, are not worth their memory."""
_MOST_BYTES = 24 * 1024 * 1024
_OVERHEAD = 100
"""Roughly what Python needs for one remembered value, in bytes, besides its text."""


class Quiet:
    """Bounded memory per source; when full it starts anew."""

    def __init__(self) -> None:
        self._known: dict[Column, set[bytes]] = {}
        self._bytes = 0

    def fresh(self, column: Column, source: Source) -> Int64s:
        """Return the numbers of the values not remembered, in ascending order."""
        known = self._known.get(column)
        if not known or not source.values:
            return np.arange(len(source))
        seen = np.fromiter(map(known.__contains__, source.values), np.bool_, len(source))
        return np.flatnonzero(~seen)

    def remember(self, column: Column, source: Source, fresh: Int64s, loud: set[int]) -> None:
        """Remember the fresh values except those whose number is in `loud`."""
        if not source.values:
            return
        numbers = (number for number in fresh.tolist() if number not in loud)
        values = [value for value in map(source.values.__getitem__, numbers) if 0 < len(value) <= _LONGEST]
        self._bytes += sum(map(len, values)) + _OVERHEAD * len(values)
        if self._bytes > _MOST_BYTES:
            self._known.clear()
            self._bytes = 0
            return
        self._known.setdefault(column, set()).update(values)
