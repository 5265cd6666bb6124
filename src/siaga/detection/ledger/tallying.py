"""Counts per group how many rows it has, and how many of them bear each of several marks, in one pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siaga.detection.ledger.facts import Mask
from siaga.intake.rows import Int64s


def tallied(group: Int64s, groups: int, marks: Sequence[Mask]) -> Int64s:
    """Return an array of shape (groups, 1 + marks): rows, then rows with each mark.

    `group` and the marks, at most eight, are parallel; groups count from 0.
    """
    sorts = 1 << len(marks)
    packed = group * sorts
    for bit, mark in enumerate(marks):
        packed += mark.view(np.uint8) << np.uint8(bit)
    by_sort = np.bincount(packed, minlength=groups * sorts).reshape(groups, sorts)
    bears = np.arange(sorts)[:, None] >> np.arange(len(marks)) & 1
    counts: Int64s = np.concatenate((by_sort.sum(1)[:, None], by_sort @ bears), 1)
    return counts
