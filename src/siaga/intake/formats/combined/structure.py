"""Finds where lines and quoted fields begin and end in a block, with vector code only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.intake.formats.combined.words import WORD
from siaga.intake.rows import Int64s, Lines

Bytes = npt.NDArray[np.uint8]

NEWLINE, RETURN, QUOTE = 10, 13, 34

PIECE = 256 * 1024
"""Bytes that are searched at a time."""

MARGIN = 64
"""Bytes laid before and after a short block, so that fixed windows around a line do not leave the data."""

PADDED = 1024 * 1024
"""Shorter blocks, in bytes, are laid between zero bytes; longer ones are not copied."""

_BEYOND_ASCII = np.uint64(0x8080808080808080)


@dataclass(frozen=True, slots=True)
class Structure:
    """The skeleton of a block.

    `data` is the block, from position `base` on; `start` and `end` are positions in it (end leaves out
    the line end). `quotes` holds the positions of all quotes in order, `prior` the byte before each; line i
    owns `quotes[first_quote[i]:first_quote[i] + quote_count[i]]`. `ascii` says that no byte is beyond ASCII.
    """

    data: bytes
    base: int
    ascii: bool
    view: Bytes
    start: Int64s
    end: Int64s
    quotes: Int64s
    prior: Bytes
    first_quote: Int64s
    quote_count: Int64s

    def __len__(self) -> int:
        return len(self.start)


def index(block: bytes, lines: int | None = None) -> Structure:
    """Index a block's lines and quotes; a last line without a line end counts as a line.

    `lines` is the number of lines, where it is known.
    """
    whole = len(block) >= PADDED and block.endswith(b"\n")
    base, data = (0, block) if whole else (MARGIN, _padded(block))
    view = np.frombuffer(data, np.uint8)
    quotes, prior, after, ascii_only = _marks(view)
    closing = np.flatnonzero(after == NEWLINE)
    if len(closing) == (np.count_nonzero(view == NEWLINE) if lines is None else lines):
        # Every line ends with a quoted field, as in combined logs: its last quote says where.
        quotes_before = closing + 1
        end = newlines = quotes[closing] + 1
    else:
        newlines = np.flatnonzero(view == NEWLINE)
        quotes_before = np.searchsorted(quotes, newlines)
        end = newlines - (view[newlines - 1] == RETURN)
    start = np.empty_like(newlines)
    if len(newlines):
        start[0] = base
        start[1:] = newlines[:-1] + 1
        end = np.maximum(end, start)
    first_quote = np.zeros_like(quotes_before)
    first_quote[1:] = quotes_before[:-1]
    return Structure(
        data, base, ascii_only, view, start, end, quotes, prior, first_quote,
        quotes_before - first_quote,
    )  # fmt: skip


def _padded(block: bytes) -> bytes:
    pad = bytes(MARGIN)
    return b"".join((pad, block, b"" if block.endswith(b"\n") or not block else b"\n", pad))


def _marks(view: Bytes) -> tuple[Int64s, Bytes, Bytes, bool]:
    """Return the quotes' places, the bytes before and after each, and whether all is ASCII."""
    # In pieces that stay in the processor's cache, and all that looks at every byte in one go.
    found, before, after, beyond = [], [], [], np.uint64(0)
    for start in range(0, len(view), PIECE):
        piece = view[start : start + PIECE]
        places = np.flatnonzero(piece == QUOTE)
        after.append(view[start + 1 :][places])  # no quote is the last byte
        places += start
        found.append(places)
        # Before the very first byte stands the last one: a line end, or padding.
        before.append(view[places - 1])
        words = len(piece) // WORD * WORD
        beyond |= np.bitwise_or.reduce(piece[:words].view(np.uint64), initial=np.uint64(0))
        beyond |= np.bitwise_or.reduce(piece[words:], initial=np.uint8(0)).astype(np.uint64)
    marks = (np.concatenate(found), np.concatenate(before), np.concatenate(after))
    return *marks, not beyond & _BEYOND_ASCII


def lines_of(structure: Structure, rows: Int64s, *, offset: int, first_line: int) -> Lines:
    """Say where the given rows stand in their file (1-based numbers, byte offsets and lengths)."""
    start = structure.start[rows]
    return Lines(rows + first_line, start - structure.base + offset, structure.end[rows] - start)
