"""Cuts a block into its lines and says where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from siaga.intake.block import Block
from siaga.intake.rows import Int64s, Lines

Place = tuple[int, int, int]
"""1-based line number, byte offset in the decompressed file, byte length without the line end."""


@dataclass(frozen=True, slots=True)
class Split:
    r"""The lines of one block without their line ends (`\n` or `\r\n`) and leading NULs, in order.

    Offsets and lengths are those of the raw line, NULs included.
    """

    block: Block
    lines: list[bytes]
    number: Int64s
    offset: Int64s
    length: Int64s

    def places(self) -> zip[Place]:
        """Return one (number, offset, length) per line."""
        return zip(self.number.tolist(), self.offset.tolist(), self.length.tolist(), strict=True)

    def pick(self, rows: list[int]) -> Lines:
        """Return where the lines with these 0-based indices stand."""
        at = np.array(rows, np.int64)
        return Lines(self.number[at], self.offset[at], self.length[at])


def split(block: Block) -> Split:
    """Cut a block into lines; a last line without a line end counts as a line."""
    lines = block.data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    whole = np.fromiter(map(len, lines), np.int64, len(lines))
    offset = np.full(len(lines), block.offset, np.int64)
    offset[1:] += np.cumsum(whole[:-1] + 1)
    length = whole
    if b"\r" in block.data:
        lines = [line[:-1] if line.endswith(b"\r") else line for line in lines]
        length = np.fromiter(map(len, lines), np.int64, len(lines))
    if b"\0" in block.data:
        # A rotation by copytruncate leaves NULs in front of the next line; a line of NULs alone stays one.
        lines = [line.lstrip(b"\0") or line[:1] for line in lines]
    number = np.arange(block.first_line, block.first_line + len(lines), dtype=np.int64)
    return Split(block, lines, number, offset, length)


def invalid_utf8(split_block: Split) -> int:
    """Count the lines of a block that are not UTF-8 (RFC 3629)."""
    return 0 if split_block.block.data.isascii() else count_invalid_utf8(split_block.lines)


def count_invalid_utf8(lines: Iterable[bytes]) -> int:
    """Count the lines among these that are not UTF-8 (RFC 3629)."""
    return sum(not _is_utf8(line) for line in lines if not line.isascii())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
