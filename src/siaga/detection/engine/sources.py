"""The text of one block as the engine scans it: distinct values of a column, in parts, raw and canonical.

A *source* is a dictionary-coded column; path ("stem") and query are views of the target's values.
Matches are always reported by the number of the source's value.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from siaga.detection.engine.buffer import Buffer, buffer_of, canonical_buffer, canonical_targets, starts_of
from siaga.detection.engine.fields import DECODINGS, Column
from siaga.intake.rows import AccessRows, Coded, Int64s

Codes = npt.NDArray[np.int32] | npt.NDArray[np.int64]
_OF_TARGET: tuple[Column, ...] = ("uri", "stem", "query")


def source_of(column: Column) -> Column:
    """Return the source that a column is a view of."""
    return "uri" if column in _OF_TARGET else column


class Source:
    """One column: `codes[row]` numbers a value, -1 where the field is absent."""

    def __init__(self, codes: Codes, values: Sequence[bytes]) -> None:
        self.codes = codes
        self.values = values

    def __len__(self) -> int:
        """Return the number of distinct values."""
        return len(self.values)

    def part(self, numbers: Int64s) -> Part:
        """Return some of the values, by their numbers in ascending order."""
        return Part([self.values[at] for at in numbers.tolist()], numbers)


class Part:
    """Some values of a source, with the buffers made of them so far."""

    def __init__(self, values: list[bytes], numbers: Int64s) -> None:
        self.values = values
        self.numbers = numbers
        self._raw: dict[Column, Buffer | None] = {}
        self._canonical: dict[Column, Buffer | None] = {}

    def raw(self, column: Column) -> Buffer | None:
        """Return the buffer of raw values; None if there are none (targets without a query)."""
        if column not in self._raw:
            self._raw[column] = self._made(column)
        return self._raw[column]

    def canonical(self, column: Column) -> Buffer | None:
        """Return the buffer of those canonical texts that may differ from the raw ones; None: none do."""
        if column not in self._canonical:
            if column in _OF_TARGET:
                self._decode_targets()
            else:
                raw, decoding = self.raw(column), DECODINGS.get(column)
                self._canonical[column] = (
                    None if raw is None or decoding is None else canonical_buffer(self.values, raw, decoding)
                )
        return self._canonical[column]

    def _made(self, column: Column) -> Buffer | None:
        if not self.values:
            return None
        if column == "stem":
            return buffer_of([value.partition(b"?")[0] for value in self.values], self.numbers)
        if column == "query":
            has = [at for at, value in enumerate(self.values) if b"?" in value]
            queries = [self.values[at].partition(b"?")[2] for at in has]
            return buffer_of(queries, self.numbers[has]) if has else None
        return buffer_of(self.values, self.numbers)

    def _decode_targets(self) -> None:
        raw = self.raw("uri")
        self._canonical.update(dict.fromkeys(_OF_TARGET))
        found = canonical_targets(self.values, raw) if raw is not None else None
        if found is None:
            return
        owners, stems, queries = found
        whole = [
            stem if query is None else stem + b"?" + query for stem, query in zip(stems, queries, strict=True)
        ]
        self._canonical["uri"] = buffer_of(whole, owners)
        self._canonical["stem"] = buffer_of(stems, owners)
        has = [at for at, query in enumerate(queries) if query is not None]
        if has:
            self._canonical["query"] = buffer_of(
                [query for query in queries if query is not None], owners[has]
            )


class LineSource(Source):
    """The raw lines themselves: the block's own bytes are the scan buffer, nothing is copied."""

    def __init__(self, rows: AccessRows) -> None:
        super().__init__(np.arange(len(rows)), ())
        self._data = rows.block.data
        self._starts = rows.lines.offset - rows.block.offset
        self._ends = self._starts + rows.lines.length

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._starts)

    def part(self, numbers: Int64s) -> Part:
        """Return some lines; all of them as they stand in the block."""
        if len(numbers) == len(self):
            return _WholeBlock(self._data, self._starts, numbers)
        pairs = zip(self._starts[numbers].tolist(), self._ends[numbers].tolist(), strict=True)
        return Part([self._data[start:end] for start, end in pairs], numbers)


class _WholeBlock(Part):
    """All lines of a block; lines of the block that are not rows belong to nobody (-1)."""

    def __init__(self, data: bytes, line_starts: Int64s, numbers: Int64s) -> None:
        super().__init__([], numbers)
        starts = starts_of(data)
        owners = np.full(len(starts), -1, np.int64)
        owners[np.searchsorted(starts, line_starts)] = numbers
        self._raw["line"] = Buffer(data, starts, owners)


class Sources:
    """All sources of a block."""

    def __init__(self, rows: AccessRows) -> None:
        self.rows = rows
        self._sources: dict[Column, Source] = {}

    def source(self, column: Column) -> Source:
        """Return the source of a column; one that this log has not is absent in every row."""
        column = source_of(column)
        if column not in self._sources:
            self._sources[column] = self._made(column)
        return self._sources[column]

    def _made(self, column: Column) -> Source:
        rows = self.rows
        if column == "line":
            return LineSource(rows)
        columns: dict[Column, Coded | None] = {
            "uri": rows.target, "user_agent": rows.user_agent, "referrer": rows.referrer, "host": rows.host,
            "method": rows.method, "client": rows.client, "user": rows.user,
        }  # fmt: skip
        coded = columns[column]
        return (
            Source(np.full(len(rows), -1, np.int32), ())
            if coded is None
            else Source(coded.codes, coded.values)
        )

    def value(self, column: Column, row: int) -> bytes | None:
        """Return what one row holds in a column; None where it is absent."""
        source = self.source(column)
        code = int(source.codes[row])
        if code < 0:
            return None
        raw = source.part(np.array([code])).raw(column)
        return None if raw is None else raw.text
