"""The skeleton of a block: where lines and quotes begin and end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.structure import MARGIN, PADDED, PIECE, index, lines_of

ANYTHING = [b"a", b'"', b"\n", b"\r\n", b"\r", b"\x00", b"\xff", b' "x" ']
QUOTED_ENDS = [b'"\n', b'"a"\n', b'a "-" "\xff"\n']
TEXT = st.lists(st.sampled_from(ANYTHING), max_size=30) | st.lists(st.sampled_from(QUOTED_ENDS), max_size=9)


@given(pieces=TEXT, counted=st.booleans())
def test_lines_and_quotes_are_found(pieces: list[bytes], *, counted: bool) -> None:
    block = b"".join(pieces)
    lines = block.split(b"\n")
    if not lines[-1]:
        lines.pop()
    skeleton = index(block, len(lines) if counted else None)
    assert len(skeleton) == len(lines)
    for row, line in enumerate(lines):
        start, end = int(skeleton.start[row]), int(skeleton.end[row])
        assert skeleton.data[start:end] == line.removesuffix(b"\r")
        first, count = int(skeleton.first_quote[row]), int(skeleton.quote_count[row])
        quotes = skeleton.quotes[first : first + count].tolist()
        assert quotes == [start + at for at, byte in enumerate(line) if byte == 34]
        assert [skeleton.view[quote - 1] for quote in quotes] == skeleton.prior[
            first : first + count
        ].tolist()


@given(pieces=TEXT)
def test_bytes_beyond_ascii_are_seen(pieces: list[bytes]) -> None:
    block = b"".join(pieces)
    assert index(block).ascii == block.isascii()


def test_a_large_block_is_not_copied() -> None:
    line = b'x "y" z' * 20 + b"\n"
    block = line * (PADDED // len(line) + 1)
    skeleton = index(block)
    assert skeleton.data is block
    assert skeleton.start[:2].tolist() == [0, len(line)]


@pytest.mark.parametrize("size", [PIECE - MARGIN - 1, PIECE - MARGIN, PIECE - MARGIN + 1, 2 * PIECE])
def test_quotes_at_the_seams_of_pieces_are_found(size: int) -> None:
    skeleton = index(b"x" * size + b'"\n"')
    assert skeleton.quotes.tolist() == [MARGIN + size, MARGIN + size + 2]
    assert skeleton.quote_count.tolist() == [1, 1]


def test_lines_are_placed_in_their_file() -> None:
    skeleton = index(b"one\r\n\nthree")
    lines = lines_of(skeleton, np.array([0, 2]), offset=1000, first_line=41)
    assert lines.number.tolist() == [41, 43]
    assert lines.offset.tolist() == [1000, 1006]
    assert lines.length.tolist() == [3, 5]
