"""Ranges: they abut, begin at line starts and cover everything."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.ranges import split_at_lines
from siaga.intake.reading.store import MemoryStore


@given(
    st.binary(max_size=10).map(lambda data: data + b"\n"),
    st.integers(0, 30),
    st.integers(1, 60),
    st.binary(max_size=9),
)
def test_ranges_cover_all_lines(line: bytes, count: int, size: int, end: bytes) -> None:
    data = b"__" + line * count + end
    ranges = split_at_lines(MemoryStore(data), 2, len(data), size)
    assert ranges[0][0] == 2
    assert ranges[-1][1] == len(data)
    for (_, stop), (start, _) in pairwise(ranges):
        assert stop == start
        assert data[start - 1 : start] == b"\n"
    assert all(start < stop for start, stop in ranges) or len(data) == 2


def test_ranges_are_of_about_equal_size() -> None:
    data = b"a line of a log\n" * 10_000
    for most, ranges in ((40_000, 4), (39_999, 5), (80_000, 2), (160_000, 1)):
        sizes = [stop - start for start, stop in split_at_lines(MemoryStore(data), 0, len(data), most)]
        assert len(sizes) == ranges
        assert max(sizes) - min(sizes) <= 32
        assert max(sizes) <= most + 16  # and the end of a line


def test_a_line_longer_than_a_range_is_not_cut() -> None:
    data = b"a\n" + b"x" * 300_000 + b"\nb\n"
    ranges = split_at_lines(MemoryStore(data), 0, len(data), 1000)
    assert ranges[0][1] >= 300_003
    assert ranges[-1][1] == 300_005


def test_a_boundary_behind_a_line_end_is_kept() -> None:
    assert split_at_lines(MemoryStore(b"aaa\nbbb\n"), 0, 8, 4) == [(0, 4), (4, 8)]
