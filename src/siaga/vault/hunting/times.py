"""Looks up the time of lines in a segment's derived columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from siaga.vault.errors import TamperedError
from siaga.vault.hunting.lines_at import Int64s
from siaga.vault.hunting.result import NO_TIME


@dataclass(frozen=True, slots=True)
class Window:
    """The time [`since_us`, `until_us`) in UTC µs; None leaves an end open."""

    since_us: int | None = None
    until_us: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether every time is in it."""
        return self.since_us is None and self.until_us is None

    def excludes(self, times: Int64s) -> Int64s:
        """Return the places of those times that are outside; one that was not read never is."""
        outside = np.zeros(len(times), bool)
        if self.since_us is not None:
            outside |= times < self.since_us
        if self.until_us is not None:
            outside |= times >= self.until_us
        return np.flatnonzero(outside & (times != NO_TIME))


@dataclass(slots=True)
class LineTimes:
    """Times by source and line number, out of the Parquet files given."""

    _by_source: dict[int, tuple[Int64s, Int64s]] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Iterable[tuple[str, bytes]]) -> LineTimes:
        """Read files (name, and bytes that were checked); raise TamperedError for what is no Parquet."""
        numbers: dict[int, list[Int64s]] = {}
        times: dict[int, list[Int64s]] = {}
        for name, data in files:
            try:
                table = pq.read_table(pa.BufferReader(data), columns=["source", "line_no", "time"])
            except (pa.ArrowException, OSError) as error:
                raise TamperedError(name, f"not a Parquet file: {error}") from error
            table = table.filter(table["time"].is_valid())
            source = table["source"].to_numpy()
            line_no, time = table["line_no"].to_numpy(), table["time"].cast(pa.int64()).to_numpy()
            for each in np.unique(source).tolist():
                own = source == each
                numbers.setdefault(each, []).append(line_no[own])
                times.setdefault(each, []).append(time[own])
        found = cls()
        for each, parts in numbers.items():
            number, time = np.concatenate(parts), np.concatenate(times[each])
            order = np.argsort(number, kind="stable")
            found._by_source[each] = (number[order], time[order])
        return found

    def at(self, source: int, line_no: Int64s) -> Int64s:
        """Return the time of each of these lines, NO_TIME where it was not read."""
        known = self._by_source.get(source)
        if known is None:
            return np.full(len(line_no), NO_TIME, np.int64)
        number, time = known
        place = np.minimum(np.searchsorted(number, line_no), len(number) - 1)
        return np.where(number[place] == line_no, time[place], NO_TIME)
