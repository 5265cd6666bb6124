"""Positions lead to their lines, be they few or many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.hunting import lines_at as module
from siaga.vault.hunting.lines_at import FEW, lines_at

TEXTS = st.text(st.sampled_from("a\n\r\x0b"), max_size=30).map(str.encode)


def expected(text: bytes, position: int) -> tuple[int, int, int]:
    """Return number, start and end of a position's line by walking over the lines."""
    number = start = 0
    for number, line in enumerate(text.split(b"\n")):
        end = start + len(line)
        if position <= end and (end < len(text) or not line or text[-1:] != b"\n"):
            return number, start, end
        start = end + 1
    raise AssertionError(number)


@pytest.mark.parametrize("few", [0, FEW], ids=["all at once", "one by one"])
@given(text=TEXTS.filter(bool), data=st.data())
def test_each_position_is_in_the_line_that_it_ends_or_is_inside_of(
    few: int, text: bytes, data: st.DataObject
) -> None:
    positions = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=8))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FEW", few)
        lines = lines_at(text, np.array(positions, np.int64))
    told = list(zip(lines.number.tolist(), lines.start.tolist(), lines.end.tolist(), strict=True))
    assert told == [expected(text, each) for each in positions]


def test_more_than_a_few_are_found_as_a_few_are() -> None:
    text = b"one\n\nthree\r\nfour"
    positions = np.arange(len(text), dtype=np.int64).repeat(FEW)
    many, few = lines_at(text, positions), lines_at(text, np.arange(len(text), dtype=np.int64))
    for of_many, of_few in zip(many, few, strict=True):
        assert of_many[::FEW].tolist() == of_few.tolist()


@pytest.mark.parametrize("text", [b"a\nbc", b"a\nbc\n", b"\n"])
def test_behind_the_last_byte_is_the_last_line(text: bytes) -> None:
    last = lines_at(text, np.array([len(text) - 1], np.int64))
    for count in (1, FEW + 1):
        behind = lines_at(text, np.full(count, len(text) + 5, np.int64))
        assert set(behind.number.tolist()) == {last.number[0]}
        assert set(behind.start.tolist()) == {last.start[0]}
        assert set(behind.end.tolist()) == {last.end[0]}
