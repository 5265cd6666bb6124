"""Counts the distinct targets of a segment: how often, from when to when, and in which frames."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from siaga.intake.rows import NO_TIME, Int32s, Int64s
from siaga.vault.columns.schema import TIME, URLS
from siaga.vault.columns.text import readable_all

_FRAME_BITS = 24
_LATEST = np.iinfo(np.int64).max


class UrlCounts:
    """Collects codes of targets block by block."""

    def __init__(self) -> None:
        self._codes: list[Int32s] = []
        self._times: list[Int64s] = []
        self._places: list[Int64s] = []

    def add(self, codes: Int32s, time_us: Int64s, frame: int) -> None:
        """Count the targets of a block; code -1 is a line without one."""
        self._codes.append(codes)
        self._times.append(time_us)
        seen = np.flatnonzero(np.bincount(codes[codes >= 0])) if len(codes) else np.empty(0, np.int64)
        self._places.append(seen << _FRAME_BITS | frame)

    def table(self, values: list[bytes]) -> pa.Table:
        """Return the dictionary of what was counted, sorted by the bytes of the target.

        `values[code]` is a target; there may be some that no row of an access log holds.
        """
        codes, times = np.concatenate(self._codes), np.concatenate(self._times)
        told = codes >= 0
        if not told.all():
            codes, times = codes[told], times[told]
        count = np.bincount(codes, minlength=len(values))
        first, last = np.full(len(values), _LATEST), np.full(len(values), NO_TIME)
        timed = times != NO_TIME
        if not timed.all():
            codes, times = codes[timed], times[timed]
        np.minimum.at(first, codes, times)
        np.maximum.at(last, codes, times)
        order = sorted(np.flatnonzero(count).tolist(), key=values.__getitem__)
        texts, escaped = readable_all([values[code] for code in order])
        columns = [
            pa.array(texts, pa.string()), pa.array(escaped), pa.array(count[order]),
            pa.array(first[order], mask=first[order] == _LATEST).view(TIME),
            pa.array(last[order], mask=last[order] == NO_TIME).view(TIME),
            self._frames(np.array(order, np.int64), len(values)),
        ]  # fmt: skip
        return pa.Table.from_arrays(columns, schema=URLS)

    def _frames(self, order: Int64s, values: int) -> pa.Array:
        # Whatever stands in a frame was counted, and so has a rank.
        rank = np.empty(values, np.int64)
        rank[order] = np.arange(len(order))
        places = np.concatenate(self._places)
        frames = places & ((1 << _FRAME_BITS) - 1)
        sorted_places = np.unique(rank[places >> _FRAME_BITS] << _FRAME_BITS | frames)
        ends = np.searchsorted(sorted_places >> _FRAME_BITS, np.arange(len(order)), "right")
        offsets = np.concatenate(([0], ends)).astype(np.int32)
        return pa.ListArray.from_arrays(
            pa.array(offsets), pa.array((sorted_places & ((1 << _FRAME_BITS) - 1)).astype(np.int32))
        )
