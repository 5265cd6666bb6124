"""Every position in decoded lines leads to the bytes that it was decoded from."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.deriving.line_places import LinePlaces

FILE = LogFile("a.log", "a.log")


def _places(text: str) -> LinePlaces:
    """Return the places of a text that begins behind a mark of two bytes."""
    made = LinePlaces(2)
    made.begin(0, 2, 1)
    ends = [at + 1 for at, char in enumerate(text) if char == "\n"]
    decoded = [len(text[:end].encode()) for end in ends]
    raws = [2 + len(text[:end].encode("utf-16-le")) for end in ends]
    table = (np.array(decoded, np.int64), np.array(raws, np.int64), np.arange(2, len(ends) + 2))
    made.add(table, (len(text.encode()), 2 + len(text.encode("utf-16-le"))))
    return made


@given(st.text(st.sampled_from("ab\né😀\r"), max_size=20))
def test_every_character_is_found(text: str) -> None:
    block = Block(FILE, text.encode(), 0, 1)
    offsets = np.array([len(text[:at].encode()) for at in range(len(text) + 1)], np.int64)
    raws, numbers = _places(text).of(offsets, block)
    assert raws.tolist() == [2 + len(text[:at].encode("utf-16-le")) for at in range(len(text) + 1)]
    assert numbers.tolist() == [1 + text.count("\n", 0, at) for at in range(len(text) + 1)]


def test_inside_a_line_that_is_not_at_hand_its_beginning_is_told() -> None:
    other = Block(FILE, b"further on\n", 100, 9)
    raws, _ = _places("one\ntwo and three\n").of(np.array([4, 8], np.int64), other)
    assert raws.tolist() == [10, 10]


def test_a_line_that_began_two_pieces_ago_is_still_known() -> None:
    places = _places("a\nlong")
    for end in (20, 30):
        empty = np.empty(0, np.int64)
        places.add((empty, empty, empty), (end, 2 * end))
    raws, numbers = places.of(np.array([2], np.int64), Block(FILE, b"", 2, 2))
    assert (raws.tolist(), numbers.tolist()) == ([6], [2])
