"""A growing set of 64-bit numbers that is asked about many numbers at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.facts import Mask

Numbers = npt.NDArray[np.uint64]

_PENDING = 256
"""Numbers that may wait before they are sorted in, whatever the size of the set."""


class NumberSet:
    """Holds numbers; those added last may not be found yet, so "not held" is no certain answer."""

    def __init__(self) -> None:
        self._sorted: Numbers = np.empty(0, np.uint64)
        self._pending: list[int] = []

    def add(self, numbers: list[int]) -> None:
        """Add numbers, below 2^64."""
        self._pending += numbers
        if len(self._pending) > max(_PENDING, len(self._sorted) // 8):
            self._sorted = np.union1d(self._sorted, np.array(self._pending, np.uint64))
            self._pending = []

    def holds(self, numbers: Numbers) -> Mask:
        """Say which of the numbers are known to be held."""
        if not len(self._sorted):
            return np.zeros(len(numbers), np.bool_)
        at = np.searchsorted(self._sorted, numbers)
        found: Mask = self._sorted[np.minimum(at, len(self._sorted) - 1)] == numbers
        return found
