"""Pieces are the text, cut at line ends unless a line is too long for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore
from siaga.intake.sealing.pieces import pieces

TEXT = st.lists(st.sampled_from([b"\n", b"a", b"bc\n", b"defghijklmn", b"\r\n", b"\0"]), max_size=30).map(
    b"".join
)


def _cut(data: bytes, most: int) -> list[tuple[bytes, bool]]:
    return list(pieces(Window(MemoryStore(data), 0, len(data)), most))


@given(TEXT, st.integers(1, 20))
def test_nothing_is_lost_and_cuts_are_told(data: bytes, most: int) -> None:
    cut = _cut(data, most)
    assert b"".join(piece for piece, _ in cut) == data
    assert all(0 < len(piece) <= most for piece, _ in cut)
    for number, (piece, goes_on) in enumerate(cut):
        last = number == len(cut) - 1
        assert goes_on == (not piece.endswith(b"\n") and not last)
        if goes_on:
            assert b"\n" not in piece


def test_a_line_as_long_as_a_piece_is_not_cut() -> None:
    assert _cut(b"1234\n12345\n", 5) == [(b"1234\n", False), (b"12345", True), (b"\n", False)]


def test_a_store_that_ends_too_early_ends_the_text() -> None:
    cut = list(pieces(Window(MemoryStore(b"12345"), 0, 99), 3))
    assert cut == [(b"123", True), (b"45", False)]
