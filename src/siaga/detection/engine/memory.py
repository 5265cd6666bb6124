"""What the engine remembers between blocks: numbered sets of atoms, and what was found in which value.

The same pages, browsers and attack tools come again and again; a value seen before need not be decoded
or scanned again. Memory is bounded: when it is full, it starts anew.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from hashlib import blake2b
from itertools import repeat

import numpy as np

from siaga.detection.engine.fields import Column
from siaga.detection.engine.row_atoms import Flags
from siaga.detection.engine.sources import Source
from siaga.intake.rows import Int64s

FRESH = -2
"""Not seen before, or forgotten."""
QUIET = -1
"""No trigger was found in it; whether it holds anything else was not looked at yet."""

_LONGEST = 2048
"""Longer values, in bytes, are remembered by a digest."""
MOST_BYTES = 24 * 1024 * 1024
_OVERHEAD = 130
"""Roughly what Python needs for one remembered value, in bytes, besides its text."""


def _key(value: bytes) -> bytes:
    return value if len(value) <= _LONGEST else b"\n" + blake2b(value, digest_size=24).digest()


class AtomSets:
    """Sets of atoms that hold together, numbered in the order of their first appearance; 0 is empty."""

    def __init__(self, triggers: AbstractSet[int]) -> None:
        self._triggers = frozenset(triggers)
        self._numbers: dict[frozenset[int], int] = {frozenset(): 0}
        self.sets: list[frozenset[int]] = [frozenset()]
        self._loud = np.zeros(1024, np.bool_)

    def __len__(self) -> int:
        return len(self.sets)

    def number(self, found: frozenset[int]) -> int:
        """Return the number of a set."""
        number = self._numbers.get(found)
        if number is None:
            number = self._numbers[found] = len(self.sets)
            self.sets.append(found)
            if number >= len(self._loud):
                self._loud = np.append(self._loud, np.zeros_like(self._loud))
            self._loud[number] = not found.isdisjoint(self._triggers)
        return number

    def loud(self, numbers: Int64s) -> Flags:
        """Tell which of the sets hold a trigger."""
        return self._loud[numbers]


class ValueMemory:
    """Number of the set found in each value remembered, per source."""

    def __init__(self) -> None:
        self._known: dict[Column, dict[bytes, int]] = {}
        self._bytes = 0

    def numbers(self, column: Column, source: Source) -> Int64s:
        """Return what is known of each value: the number of its set, QUIET or FRESH."""
        known = self._known.get(column)
        if not known or not source.values:
            return np.full(len(source), FRESH, np.int64)
        numbers = np.fromiter(map(known.get, source.values, repeat(FRESH)), np.int64, len(source))
        for place in np.flatnonzero(numbers == FRESH).tolist():
            value = source.values[place]
            if len(value) > _LONGEST:
                numbers[place] = known.get(_key(value), FRESH)
        return numbers

    def remember(self, column: Column, source: Source, places: Int64s, numbers: Int64s) -> None:
        """Remember the numbers of the values at these places."""
        if not source.values:
            return
        known = self._known.setdefault(column, {})
        for place, number in zip(places.tolist(), numbers.tolist(), strict=True):
            key = _key(source.values[place])
            if key:
                known[key] = number
                self._bytes += len(key) + _OVERHEAD
        if self._bytes > MOST_BYTES:
            self._known.clear()
            self._bytes = 0
