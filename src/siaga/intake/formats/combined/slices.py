"""Dictionary-codes slices of a buffer without copying them one by one, through Arrow's string views."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from siaga.intake.formats.combined.structure import Bytes, window
from siaga.intake.rows import UNKNOWN, Coded, Int32s, Int64s

INLINE = 12
"""Arrow keeps values of up to this many bytes inside the view itself (Arrow columnar format 1.4)."""


def distinct(data: bytes, view: Bytes, start: Int64s, end: Int64s) -> tuple[Int32s, list[bytes]]:
    """Return codes per slice and the distinct values, in order of first appearance."""
    length = (end - start).astype(np.int32)
    views = np.empty((len(start), 4), np.int32)
    views[:, 0] = length
    # One unaligned read for the four bytes that a view repeats, instead of gathering them one by one.
    words = np.ndarray((len(data) - 3,), np.dtype("<i4"), data, strides=(1,))
    views[:, 1] = words[start]
    views[:, 2] = 0
    views[:, 3] = start
    short = np.flatnonzero(length <= INLINE)
    if len(short):
        head = window(view, start[short], INLINE)
        kept = np.where(np.arange(INLINE) < length[short, None], head, 0).astype(np.uint8)
        views[short, 1:] = kept.view(np.int32)
    buffers = [None, pa.py_buffer(views), pa.py_buffer(data)]
    column = pa.Array.from_buffers(pa.binary_view(), len(start), buffers)
    encoded = column.dictionary_encode()
    return encoded.indices.to_numpy(), encoded.dictionary.to_pylist()


def coded(
    data: bytes, view: Bytes, start: Int64s, end: Int64s, clean: Callable[[bytes], bytes] | None = None
) -> Coded:
    """Dictionary-code slices as a column: `-` and the empty slice become the absent code."""
    codes, values = distinct(data, view, start, end)
    if clean is not None:
        values = [clean(value) if b"\\" in value else value for value in values]
    absent = [code for code, value in enumerate(values) if value in (b"-", b"")]
    if absent:
        codes = np.where(np.isin(codes, absent), UNKNOWN, codes).astype(np.int32)
    return Coded(codes, values)
