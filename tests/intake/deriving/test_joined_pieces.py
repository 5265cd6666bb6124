"""Joining loses nothing, keeps order, and does not join what does not follow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import BLOCK_BYTES, LogFile
from siaga.intake.deriving.derive import Deriver
from siaga.intake.deriving.joined_pieces import joined
from siaga.intake.deriving.piece import Piece

A, B = LogFile("a.log", "a.log"), LogFile("b.log", "b.log")


def _pieces(texts: list[tuple[int, bytes, bool]]) -> list[Piece]:
    made, at = [], [0, 0]
    for number, (source, data, goes_on) in enumerate(texts):
        made.append(Piece((A, B)[source], source, number, data, at[source], 1, goes_on))
        at[source] += len(data)
    return made


@given(st.lists(st.tuples(st.integers(0, 1), st.binary(min_size=1, max_size=9), st.booleans()), max_size=9))
def test_the_text_stays_the_same(texts: list[tuple[int, bytes, bool]]) -> None:
    given_pieces = _pieces(texts)
    made = list(joined(given_pieces))
    for source in (0, 1):
        assert b"".join(p.data for p in made if p.source == source) == b"".join(
            p.data for p in given_pieces if p.source == source
        )
    assert sum(1 + len(piece.cuts) for piece in made) == len(given_pieces)


def test_an_open_line_ends_a_block() -> None:
    made = list(joined(_pieces([(0, b"half", True), (0, b" a line\n", False), (0, b"next\n", False)])))
    assert [(piece.data, piece.cuts) for piece in made] == [(b"half", ()), (b" a line\nnext\n", (12,))]


def test_a_block_has_its_bound() -> None:
    half = b"x" * (BLOCK_BYTES // 2)
    sizes = [len(piece.data) for piece in joined(_pieces([(0, half, False)] * 3))]
    assert sizes == [BLOCK_BYTES, BLOCK_BYTES // 2]


def test_the_dictionary_still_tells_frames_apart() -> None:
    line = b'192.0.2.1 - - [01/Nov/2026:10:00:0%d +0700] "GET /%s HTTP/1.1" 200 5 "-" "-"\n'
    texts = [
        (0, line % (0, b"first"), False),
        (0, line % (1, b"second"), False),
        (0, line % (2, b"first"), False),
    ]
    urls = Deriver().derive(_pieces(texts)).urls
    assert urls is not None
    frames = dict(zip(urls["target"].to_pylist(), urls["frames"].to_pylist(), strict=True))
    assert frames == {"/first": [0, 2], "/second": [1]}
