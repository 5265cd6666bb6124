"""Collects the rows of access logs of one segment into a table, and counts its targets."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from siaga.intake.attribution import Attribution, Attributor
from siaga.intake.deriving.coded_column import CodedColumn
from siaga.intake.deriving.piece import Piece
from siaga.intake.deriving.url_table import UrlCounts
from siaga.intake.rows import NO_TIME, UNKNOWN, AccessRows, Coded, Int32s, Int64s
from siaga.vault.columns.schema import ACCESS, TEXTS

_NUMBERS = ("line_no", "offset", "length", "time", "status", "bytes_sent", "duration_us", "source")


class AccessTable:
    """Grows by the rows of one block after the other."""

    def __init__(self) -> None:
        self._texts = {name: CodedColumn() for name in ("source_name", "site", *TEXTS)}
        self._numbers: dict[str, list[Int64s | Int32s]] = {name: [] for name in _NUMBERS}
        self._urls = UrlCounts()
        self.rows = 0

    def add(self, rows: AccessRows, piece: Piece, attribution: Attribution) -> None:
        """Add the rows of a block that ends in the frames of this piece."""
        count = len(rows)
        self.rows += count
        columns = (
            rows.client, rows.user, rows.method, rows.host, rows.target, rows.referrer, rows.user_agent,
        )  # fmt: skip
        codes = {name: self._texts[name].add(each, count) for name, each in zip(TEXTS, columns, strict=True)}
        self._texts["source_name"].add_one(_bytes(rows.block.file.name), count)
        self._add_sites(rows.host, count, attribution)
        absent = np.full(count, UNKNOWN, np.int64)
        numbers: tuple[Int64s | Int32s, ...] = (
            rows.lines.number, rows.lines.offset, rows.lines.length,
            rows.time_us, rows.status, rows.bytes_sent,
            absent if rows.duration_us is None else rows.duration_us, np.full(count, piece.source, np.int64),
        )  # fmt: skip
        for name, each in zip(_NUMBERS, numbers, strict=True):
            self._numbers[name].append(each)
        # Which frame a row stands in, its offset tells: frames are numbered without holes.
        bounds = [0, *np.searchsorted(rows.lines.offset, piece.cuts).tolist(), count]
        for further, (start, stop) in enumerate(pairwise(bounds)):
            self._urls.add(codes["target"][start:stop], rows.time_us[start:stop], piece.frame + further)

    def _add_sites(self, host: Coded | None, count: int, attribution: Attribution) -> None:
        own = _bytes(attribution.name)
        if host is None or not host.values:
            self._texts["site"].add_one(own, count)
            return
        # A line without a host belongs where its file does: the last place is what code -1 picks.
        sites = [*(_bytes(Attributor.of_row(attribution, value)) for value in host.values), own]
        numbers: dict[bytes, int] = {}
        place = np.array([numbers.setdefault(site, len(numbers)) for site in sites], np.int32)
        self._texts["site"].add(Coded(place[host.codes], list(numbers)), count)

    def tables(self) -> tuple[pa.Table, pa.Table] | None:
        """Return the rows and the dictionary of targets; None when there was no row."""
        if not self.rows:
            return None
        columns: dict[str, pa.Array] = {}
        escaped = np.zeros(self.rows, np.int32)
        for name, column in self._texts.items():
            columns[name], marked = column.arrow()
            if marked and name in TEXTS:
                escaped[np.isin(column.codes(), marked)] |= 1 << TEXTS.index(name)
        for name, parts in self._numbers.items():
            columns[name] = _arrow(name, np.concatenate(parts))
        columns["escaped"] = pa.array(escaped)
        table = pa.Table.from_arrays([columns[name] for name in ACCESS.names], schema=ACCESS)
        return table, self._urls.table(self._texts["target"].values)

    def times(self) -> list[Int64s]:
        """Return the times that were read (UTC µs), block by block."""
        return [part[part != NO_TIME].astype(np.int64, copy=False) for part in self._numbers["time"]]


def _bytes(name: str) -> bytes:
    # Names of files may hold bytes that are no UTF-8.
    return name.encode("utf-8", "surrogateescape")


def _arrow(name: str, values: npt.NDArray[np.generic]) -> pa.Array:
    kind = ACCESS.field(name).type
    missing = {"time": NO_TIME, "status": UNKNOWN, "bytes_sent": UNKNOWN, "duration_us": UNKNOWN}.get(name)
    mask = None if missing is None else values == missing
    if pa.types.is_timestamp(kind):
        return pa.array(values, pa.int64(), mask=mask).view(kind)
    return pa.array(values.astype(kind.to_pandas_dtype(), copy=False), kind, mask=mask)
