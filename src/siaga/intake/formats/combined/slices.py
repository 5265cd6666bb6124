"""Dictionary-codes slices of a buffer without copying them one by one, through Arrow's string views."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from siaga.intake.formats.combined.structure import Structure
from siaga.intake.formats.combined.words import Words, words_of
from siaga.intake.rows import UNKNOWN, Coded, Int32s, Int64s

DASH = 45
INLINE = 12
"""Arrow keeps values of up to this many bytes inside the view itself (Arrow columnar format 1.4)."""

_KEPT = np.array([(1 << 8 * min(length, 8)) - 1 for length in range(INLINE + 1)], np.uint64)
"""Masks for the first bytes of a word, by their number."""

_FIRST_FOUR = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def _views(words: Words, start: Int64s, length: Int64s) -> Words:
    """Write Arrow's string views: length, first four bytes, then the next eight or buffer 0 and place."""
    views = np.empty((len(start), 2), np.uint64)
    prefix, rest = words[start], start.astype(np.uint64) << _HALF
    short = np.flatnonzero(length <= INLINE)
    if len(short):
        kept = length[short]
        prefix[short] &= _KEPT[kept]
        rest[short] = words[start[short] + 4] & _KEPT[np.maximum(kept - 4, 0)]
    views[:, 0] = (prefix & _FIRST_FOUR) << _HALF | length.astype(np.uint64)
    views[:, 1] = rest
    return views


def distinct(data: bytes, start: Int64s, end: Int64s) -> tuple[Int32s, list[bytes]]:
    """Return codes per slice and the distinct values, in order of first appearance.

    At least INLINE bytes must follow the start of each slice.
    """
    views = _views(words_of(data), start, end - start)
    buffers = [None, pa.py_buffer(views), pa.py_buffer(data)]
    column = pa.Array.from_buffers(pa.binary_view(), len(start), buffers)
    encoded = column.dictionary_encode()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()


def coded(
    skeleton: Structure, start: Int64s, end: Int64s, clean: Callable[[bytes], bytes] | None = None
) -> Coded:
    """Dictionary-code slices as a column: `-` and the empty slice become the absent code."""
    length = end - start
    told = np.flatnonzero((length > 1) | ((length == 1) & (skeleton.view[start] != DASH)))
    found, values = distinct(skeleton.data, start[told], end[told])
    if clean is not None:
        values = [clean(value) if b"\\" in value else value for value in values]
    if len(told) == len(start):
        return Coded(found, values)
    codes = np.full(len(start), UNKNOWN, np.int32)
    codes[told] = found
    return Coded(codes, values)
