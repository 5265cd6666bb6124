"""However a text is cut into pieces, blocks give the lines that reading the file gives."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from siaga.intake.block import LINE_BYTES, OVER_LONG_HEAD, Block, LogFile
from siaga.intake.deriving.joining import Joiner
from siaga.intake.deriving.piece import Piece
from siaga.intake.reading.cutter import Cutter
from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore

FILE = LogFile("a.log", "a.log")
TEXT = st.lists(
    st.sampled_from([b"\n", b"\r\n", b"\r", b"\0", b"\xff", b"abc", b"", b"x" * (LINE_BYTES // 2 + 3)]),
    max_size=12,
).map(b"".join)

Line = tuple[int, int, bytes]
Long = tuple[int, int, int, str]


def _pieces(text: bytes, cuts: Sequence[int]) -> list[Piece]:
    places = sorted({0, *(cut % (len(text) + 1) for cut in cuts), len(text)})
    made, line = [], 1
    for number, (start, stop) in enumerate(pairwise(places)):
        goes_on = stop < len(text) and text[stop - 1 : stop] != b"\n"
        made.append(Piece(FILE, 0, number, text[start:stop], start, line, goes_on))
        line += text.count(b"\n", start, stop)
    return made


def _told(blocks: Sequence[Block]) -> tuple[list[Line], list[Long]]:
    """Return every line with its number and offset, and what is told of over-long ones."""
    lines: list[Line] = []
    for block in blocks:
        offset = block.offset
        for number, line in enumerate(_split(block.data)):
            lines.append((block.first_line + number, offset, line))
            offset += len(line)
    long = [(each.line_no, each.offset, each.length, each.sha256) for b in blocks for each in b.over_long]
    return lines, long


def _split(data: bytes) -> list[bytes]:
    parts = data.split(b"\n")
    return [each + b"\n" for each in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _joined(text: bytes, cuts: Sequence[int]) -> list[Block]:
    joiner = Joiner(FILE)
    return [block for piece in _pieces(text, cuts) for block in joiner.blocks(piece)]


def _cut(text: bytes) -> list[Block]:
    return list(Cutter(FILE, Window(MemoryStore(text), 0, len(text)), 0).blocks())


LONG = b"y" * (LINE_BYTES + 1)


@given(TEXT, st.lists(st.integers(0, 2**22), max_size=4))
@example(LONG + b"\r", [LINE_BYTES - 9])
@example(LONG + b"\r", [])
@example(LONG + b"\r\r\nz", [LINE_BYTES + 2])
@example(b"z\n" + LONG + b"\n" + LONG, [1, LINE_BYTES, 2 * LINE_BYTES])
def test_lines_are_those_of_the_file(text: bytes, cuts: list[int]) -> None:
    assert _told(_joined(text, cuts)) == _told(_cut(text))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_line_over_many_pieces_is_told_in_full_and_kept_in_part(end: bytes) -> None:
    line = bytes(range(11, 256)) * 20_000
    text = b"before\n" + line + end
    blocks = _joined(text, range(0, len(text), 1_000_003))
    lines, long = _told(blocks)
    assert long == [(2, 7, len(line), sha256(line).hexdigest())]
    assert lines == [(1, 0, b"before\n"), (2, 7, line[:OVER_LONG_HEAD] + b"\n")]


def test_what_follows_a_long_line_in_its_last_piece_is_read() -> None:
    text = LONG + b"\nnext\nand\n"
    lines, _ = _told(_joined(text, [LINE_BYTES + 1]))
    assert [(number, line) for number, _, line in lines[1:]] == [(2, b"next\n"), (3, b"and\n")]
