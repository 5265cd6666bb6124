"""Finds the lines in which positions of a text are, at once for many."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Int64s = npt.NDArray[np.int64]

FEW = 400
"""Up to so many positions are looked at one by one: finding all line ends takes as long as this."""


class Lines(NamedTuple):
    """For each position its line: number (from 0), and [start, end) without the line feed."""

    number: Int64s
    start: Int64s
    end: Int64s


def lines_at(text: bytes, positions: Int64s) -> Lines:
    """Return the lines of the positions (offsets of bytes in the text; a line feed is in the line it ends).

    Positions behind the last byte count as in the last line.
    """
    return _one_by_one(text, positions) if len(positions) <= FEW else _all(text, positions)


def _all(text: bytes, positions: Int64s) -> Lines:
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == 10)
    if not text.endswith(b"\n"):
        ends = np.append(ends, len(text))
    number = np.minimum(np.searchsorted(ends, positions), len(ends) - 1)
    start = np.where(number > 0, ends[number - 1] + 1, 0)
    return Lines(number, start, ends[number])


def _one_by_one(text: bytes, positions: Int64s) -> Lines:
    found = np.empty((3, len(positions)), np.int64)
    number, counted = 0, 0
    last = max(len(text) - 1, 0)
    for place in np.argsort(positions, kind="stable").tolist():
        position = min(int(positions[place]), last)
        start = text.rfind(b"\n", 0, position) + 1
        end = text.find(b"\n", position)
        number += text.count(b"\n", counted, start)
        counted = start
        found[:, place] = number, start, end if end >= 0 else len(text)
    return Lines(found[0], found[1], found[2])
