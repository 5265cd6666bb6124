"""Finds where lines and quoted fields begin and end in a block, with vector code only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.intake.formats.combined.words import WORD, Words, words_of
from siaga.intake.rows import Int64s, Lines

Bytes = npt.NDArray[np.uint8]

NEWLINE, RETURN, QUOTE = 10, 13, 34

_DIFFERENT = np.uint8(NEWLINE ^ QUOTE)
_BOTH = np.uint8(NEWLINE | QUOTE)
"""With the bits set in which they differ, both marks look alike, and so do two rare bytes (0x02, `*`)."""

PIECE = 128 * 1024
"""Bytes that are searched at a time."""

MARGIN = 64
"""Bytes before and after a line that fixed windows may reach into."""

PADDED = 1024 * 1024
"""Shorter blocks, in bytes, are laid between zero bytes; of longer ones the outermost lines have no room."""

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

    @property
    def roomy(self) -> npt.NDArray[np.bool_]:
        """Which lines have MARGIN bytes on both sides."""
        return (self.start >= MARGIN) & (self.end <= len(self.data) - MARGIN)

    @property
    def words(self) -> Words:
        """The data as eight bytes from each position on."""
        return words_of(self.data)


def index(block: bytes) -> Structure:
    """Index a block's lines and quotes; a last line without a line end counts as a line."""
    whole = len(block) >= PADDED and block.endswith(b"\n")
    base, data = (0, block) if whole else (MARGIN, _padded(block))
    view = np.frombuffer(data, np.uint8)
    places, marks, prior, ascii_only = _marks(view)
    is_newline = marks == NEWLINE
    newline_at = np.flatnonzero(is_newline)
    newlines = places[newline_at]
    is_quote = ~is_newline
    start = np.empty_like(newlines)
    if len(newlines):
        start[0] = base
        start[1:] = newlines[:-1] + 1
    end = newlines - (prior[newline_at] == RETURN)
    end = np.maximum(end, start)
    quotes_before = newline_at - np.arange(len(newlines))
    first_quote = np.concatenate((np.zeros(min(1, len(newlines)), np.int64), quotes_before[:-1]))
    count = quotes_before - first_quote
    return Structure(
        data, base, ascii_only, view, start, end, places[is_quote], prior[is_quote], first_quote, count
    )


def _padded(block: bytes) -> bytes:
    pad = bytes(MARGIN)
    return b"".join((pad, block, b"" if block.endswith(b"\n") or not block else b"\n", pad))


def _marks(view: Bytes) -> tuple[Int64s, Bytes, Bytes, bool]:
    """Return newlines' and quotes' places, each mark, the byte before it, and whether all is ASCII."""
    # In pieces that stay in the processor's cache, and all that looks at every byte in one go.
    found, kinds, priors, beyond = [], [], [], np.uint64(0)
    for start in range(0, len(view), PIECE):
        piece = view[start : start + PIECE]
        places = np.flatnonzero(piece | _DIFFERENT == _BOTH)
        kinds.append(piece[places])
        places += start
        found.append(places)
        # Before the very first byte stands the last one: a line end, or padding.
        priors.append(view[places - 1])
        words = len(piece) // WORD * WORD
        beyond |= np.bitwise_or.reduce(piece[:words].view(np.uint64), initial=np.uint64(0))
        beyond |= np.bitwise_or.reduce(piece[words:], initial=np.uint8(0)).astype(np.uint64)
    places, marks, prior = np.concatenate(found), np.concatenate(kinds), np.concatenate(priors)
    right = (marks == NEWLINE) | (marks == QUOTE)
    if not right.all():
        places, marks, prior = places[right], marks[right], prior[right]
    return places, marks, prior, not beyond & _BEYOND_ASCII


def lines_of(structure: Structure, rows: Int64s, *, offset: int, first_line: int) -> Lines:
    """Say where the given rows stand in their file (1-based numbers, byte offsets and lengths)."""
    start = structure.start[rows]
    return Lines(rows + first_line, start - structure.base + offset, structure.end[rows] - start)
