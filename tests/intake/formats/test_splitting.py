"""Blocks are cut into lines that know where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.splitting import count_invalid_utf8, invalid_utf8, split

FILE = LogFile("a", "a")


@given(st.binary(max_size=200).map(lambda raw: raw.replace(b"\x00", b"\n")), st.integers(0, 10**9))
def test_offsets_and_lengths_point_at_the_raw_lines(data: bytes, offset: int) -> None:
    lines = split(Block(FILE, data, offset, 7))
    for line, (number, at, length) in zip(lines.lines, lines.places(), strict=True):
        assert data[at - offset : at - offset + length] == line
        assert number >= 7
    assert b"".join(lines.lines).replace(b"\r", b"") == data.replace(b"\n", b"").replace(b"\r", b"")


def test_carriage_returns_belong_to_the_line_end() -> None:
    lines = split(Block(FILE, b"a\r\n\r\nb", 10, 1))
    assert lines.lines == [b"a", b"", b"b"]
    assert lines.offset.tolist() == [10, 13, 15]
    assert lines.length.tolist() == [1, 0, 1]


def test_nuls_of_a_copytruncate_rotation_are_passed_over_but_counted_in_the_place() -> None:
    lines = split(Block(FILE, b"\x00\x00\x00a\n\x00\x00\n", 0, 1))
    assert lines.lines == [b"a", b"\x00"]
    assert lines.length.tolist() == [4, 2]


def test_pick_gives_the_places_of_rows() -> None:
    picked = split(Block(FILE, b"a\nbb\nccc\n", 0, 1)).pick([0, 2])
    assert (picked.number.tolist(), picked.offset.tolist(), picked.length.tolist()) == (
        [1, 3],
        [0, 5],
        [1, 3],
    )


def test_lines_that_are_not_utf8_are_counted() -> None:
    assert invalid_utf8(split(Block(FILE, b"a\n\xff\n\xc3\xa9\n\xc3\n", 0, 1))) == 2


@given(st.lists(st.binary(max_size=6) | st.text(max_size=3).map(str.encode)))
def test_lines_that_cannot_be_decoded_are_counted(lines: list[bytes]) -> None:
    lost = [line for line in lines if line.decode(errors="ignore").encode() != line]
    assert count_invalid_utf8(lines) == len(lost)
