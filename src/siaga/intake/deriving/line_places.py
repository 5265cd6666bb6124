"""Leads positions in decoded lines back to the sealed bytes: a table of where lines begin in both."""

from __future__ import annotations

import numpy as np

from siaga.intake.block import Block
from siaga.intake.rows import Int64s

Table = tuple[Int64s, Int64s, Int64s]
"""Per line: offset in the decoded text, offset in the sealed text, number of the sealed line there."""


class LinePlaces:
    """The lines of one text that are still being read.

    `width` is how many sealed bytes an ASCII character takes. A *sealed line* is what the vault's trees are
    made of: bytes up to and with a byte 0x0A.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        # What is read may stand in a line that began in an earlier piece.
        self._tables: list[Table] = []
        self._end = (0, 0)

    def begin(self, decoded: int, raw: int, number: int) -> None:
        """Say where the first line begins."""
        self._tables = [_table([decoded], [raw], [number])]
        self._end = (decoded, raw)

    def add(self, table: Table, end: tuple[int, int]) -> None:
        """Add the lines that begin in a further piece, which ends at `end` (decoded, sealed)."""
        if len(table[0]):
            self._tables = [*self._tables[-2:], table]
        self._end = end

    def of(self, offsets: Int64s, block: Block) -> tuple[Int64s, Int64s]:
        """Return where these decoded offsets stand in the sealed text, and the numbers of the lines there.

        A place inside a line can be told only if `block` holds it; else the line's beginning is.
        """
        starts, raws, numbers = (
            np.concatenate([table[column] for table in self._tables]) for column in range(3)
        )
        place = np.clip(np.searchsorted(starts, offsets, "right") - 1, 0, None)
        found = raws[place]
        if self._width == 1:
            return found + (offsets - starts[place]), numbers[place]
        next_start, next_raw = np.append(starts, self._end[0]), np.append(raws, self._end[1])
        gap = next_start[place + 1] - offsets
        # Before a line's end there is nothing but its line feed and perhaps a carriage return.
        near = (gap >= 0) & (gap <= np.where(place + 1 < len(starts), 2, 0)) & (offsets > starts[place])
        found = np.where(near, next_raw[place + 1] - self._width * gap, found)
        for row in np.flatnonzero(~near & (offsets > starts[place])).tolist():
            found[row] += self._bytes(block, int(starts[place[row]]), int(offsets[row]))
        return found, numbers[place]

    def _bytes(self, block: Block, start: int, stop: int) -> int:
        """Return how many sealed bytes decoded ones take."""
        if start < block.offset or stop > block.offset + len(block.data):
            return 0
        text = block.data[start - block.offset : stop - block.offset].decode("utf-8", "surrogatepass")
        return len(text.encode("utf-16-le", "surrogatepass"))


def _table(decoded: list[int], raw: list[int], numbers: list[int]) -> Table:
    return np.array(decoded, np.int64), np.array(raw, np.int64), np.array(numbers, np.int64)
