"""Adds up counts by key, without sorting where the keys come in order, as times in a log nearly always do."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from siaga.intake.rows import Int64s

Number = TypeVar("Number", np.int64, np.float64)


def summed(keys: Int64s, counts: npt.NDArray[Number]) -> tuple[Int64s, npt.NDArray[Number]]:
    """Return the distinct keys in order and the sum of the counts of each; the arrays are parallel."""
    if not len(keys):
        return keys, counts
    if (keys[1:] > keys[:-1]).all():
        return keys, counts
    if (keys[1:] < keys[:-1]).any():
        order = np.argsort(keys, kind="stable")
        keys, counts = keys[order], counts[order]
    begin = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1])))
    return keys[begin], np.add.reduceat(counts, begin)


def distinct(keys: Int64s) -> int:
    """Return how many different keys there are; of several sources in turn each is in order already."""
    ordered = np.sort(keys, kind="stable")
    return min(1, len(keys)) + int(np.count_nonzero(ordered[1:] != ordered[:-1]))
