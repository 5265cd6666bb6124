"""Finds where lines and quoted fields begin and end in a block, with vector code only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.intake.formats.combined.words import Words, words_of
from siaga.intake.rows import Int64s, Lines

Bytes = npt.NDArray[np.uint8]

NEWLINE, RETURN, QUOTE = 10, 13, 34

_DIFFERENT = np.uint8(NEWLINE ^ QUOTE)
_BOTH = np.uint8(NEWLINE | QUOTE)
"""With the bits set in which they differ, both marks look alike, and so do two rare bytes (0x02, `*`)."""

PIECE = 128 * 1024
"""Bytes that are searched at a time."""

MARGIN = 64
"""Zero bytes laid before and after the data so that fixed windows never leave the buffer."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The skeleton of a block.

    `data` is the block with MARGIN zero bytes on both sides; `start` and `end` are positions in it
    (end leaves out the line end). `quotes` holds the positions of all quotes in order; line i owns
    `quotes[first_quote[i]:first_quote[i] + quote_count[i]]`.
    """

    data: bytes
    view: Bytes
    start: Int64s
    end: Int64s
    quotes: Int64s
    first_quote: Int64s
    quote_count: Int64s

    def __len__(self) -> int:
        return len(self.start)

    @property
    def words(self) -> Words:
        """The data as eight bytes from each position on."""
        return words_of(self.data)


def index(block: bytes) -> Structure:
    """Index a block's lines and quotes; a last line without a line end counts as a line."""
    pad = bytes(MARGIN)
    tail = b"" if block.endswith(b"\n") or not block else b"\n"
    data = b"".join((pad, block, tail, pad))
    view = np.frombuffer(data, np.uint8)
    marks = _places(view)
    is_newline = view[marks] == NEWLINE
    newline_at = np.flatnonzero(is_newline)
    newlines = marks[newline_at]
    quotes = marks[~is_newline]
    start = np.empty_like(newlines)
    if len(newlines):
        start[0] = MARGIN
        start[1:] = newlines[:-1] + 1
    end = newlines - (view[newlines - 1] == RETURN)
    end = np.maximum(end, start)
    quotes_before = newline_at - np.arange(len(newlines))
    first_quote = np.concatenate((np.zeros(min(1, len(newlines)), np.int64), quotes_before[:-1]))
    return Structure(data, view, start, end, quotes, first_quote, quotes_before - first_quote)


def _places(view: Bytes) -> Int64s:
    # In pieces that stay in the processor's cache: a fifth faster than in one go.
    found = []
    for start in range(0, len(view), PIECE):
        piece = view[start : start + PIECE]
        found.append(np.flatnonzero(piece | _DIFFERENT == _BOTH) + start)
    places = np.concatenate(found)
    marks = view[places]
    right = (marks == NEWLINE) | (marks == QUOTE)
    return places if right.all() else places[right]


def lines_of(structure: Structure, rows: Int64s, *, offset: int, first_line: int) -> Lines:
    """Say where the given rows stand in their file (1-based numbers, byte offsets and lengths)."""
    start = structure.start[rows]
    return Lines(rows + first_line, start - MARGIN + offset, structure.end[rows] - start)


def window(view: Bytes, at: Int64s, width: int) -> Bytes:
    """Gather `width` bytes from each position: an array of shape (len(at), width)."""
    gathered: Bytes = np.lib.stride_tricks.sliding_window_view(view, width)[at]
    return gathered
