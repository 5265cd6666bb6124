"""Cuts one field out of many lines at once, counted from their ends."""

from __future__ import annotations

import numpy as np

from siaga.intake.formats.combined.slices import distinct
from siaga.intake.formats.forwarded.place import FieldPlace
from siaga.intake.rows import UNKNOWN, AccessRows, Coded, Int64s

QUOTE, BLANK = 34, 32
_COMBINED_QUOTES = 6
"""Quotes of request, referrer and user agent, behind which a quoted field must stand."""


def values_at(rows: AccessRows, place: FieldPlace) -> Coded:
    """Return the field's values; lines that are too short to have it, or cut otherwise there, have none."""
    data = rows.block.data
    view = np.frombuffer(data, np.uint8)
    start = rows.lines.offset - rows.block.offset
    end = start + rows.lines.length
    quoted = place.shape == "quoted"
    marks = np.flatnonzero(view == (QUOTE if quoted else BLANK))
    if not len(marks):
        return Coded(np.full(len(rows), UNKNOWN, np.int32), [])
    first, after = np.searchsorted(marks, start), np.searchsorted(marks, end)
    if quoted:
        closing = after - 1 - 2 * place.behind
        opening = closing - 1
        good = opening >= first + _COMBINED_QUOTES
        begin, until = marks[np.maximum(opening, 0)], marks[np.maximum(closing, 0)]
        good &= view[np.maximum(begin - 1, 0)] == BLANK
    else:
        opening = after - 1 - place.behind
        good = opening >= first
        begin = marks[np.maximum(opening, 0)]
        until = marks[np.minimum(opening + 1, len(marks) - 1)] if place.behind else end
    return _coded(data, np.where(good, begin + 1, 0), np.where(good, until, 0))


def _coded(data: bytes, start: Int64s, end: Int64s) -> Coded:
    codes = np.full(len(start), UNKNOWN, np.int32)
    there = np.flatnonzero(end > start)
    codes[there], values = distinct(data, start[there], end[there])
    return Coded(codes, values)
