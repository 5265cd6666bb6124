"""Dictionary-codes slices of a buffer without copying them one by one, through Arrow's binary arrays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from siaga.intake.rows import UNKNOWN, Coded, Int32s, Int64s

ABSENT = (b"-", b"")
"""What stands in a log for a field that was not there."""

_EVERY_OTHER = 0b01010101
"""Eight places of a validity bitmap (Arrow columnar format 1.4): slices count, the gaps between do not."""


def distinct(data: bytes, start: Int64s, end: Int64s) -> tuple[Int32s, list[bytes]]:
    """Return codes per slice and the distinct values, in order of first appearance.

    Slices must not overlap and must stand in the order of the data, within its first 2 GiB.
    """
    count = len(start)
    if not count:
        return np.empty(0, np.int32), []
    # One array over the whole buffer, in which what lies between two slices is a null.
    offsets = np.empty(2 * count + 1, np.int32)
    offsets[0:-1:2] = start
    offsets[1::2] = end
    offsets[-1] = end[-1]
    valid = np.full((2 * count + 7) // 8, _EVERY_OTHER, np.uint8)
    buffers = [pa.py_buffer(valid), pa.py_buffer(offsets), pa.py_buffer(data)]
    encoded = pa.Array.from_buffers(pa.binary(), 2 * count, buffers).dictionary_encode()
    codes = np.frombuffer(encoded.indices.buffers()[1], np.int32)[: 2 * count : 2]
    return np.ascontiguousarray(codes), encoded.dictionary.to_pylist()


def coded(data: bytes, start: Int64s, end: Int64s, clean: Callable[[bytes], bytes] | None = None) -> Coded:
    """Dictionary-code slices as a column: `-` and the empty slice become the absent code."""
    codes, values = distinct(data, start, end)
    if any(value in values for value in ABSENT):
        told = np.array([value not in ABSENT for value in values])
        place = np.where(told, np.cumsum(told) - 1, UNKNOWN).astype(np.int32)
        codes, values = place[codes], [value for value in values if value not in ABSENT]
    if clean is not None:
        values = [clean(value) if b"\\" in value else value for value in values]
    return Coded(codes, values)
