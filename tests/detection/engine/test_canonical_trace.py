"""Tests of siaga.detection.engine.canonical_trace."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.engine.canonical_trace import Traced, trace


def test_each_byte_knows_where_it_came_from() -> None:
    traced = trace(b"a%2527b", plus=True)
    assert traced.text == b"a'b"
    assert traced.spans == [(0, 1), (1, 6), (6, 7)]


def test_what_is_made_of_nothing_has_no_span() -> None:
    traced = trace(b"x%00/**/y", comments=True)
    assert traced.text == b"x y"
    assert traced.spans == [(0, 1), (4, 8), (8, 9)]


@given(st.binary(max_size=20))
def test_spans_are_in_order_and_inside(value: bytes) -> None:
    traced = trace(value, plus=True, comments=True)
    assert len(traced.text) == len(traced.spans)
    assert all(0 <= start < end <= len(value) for start, end in traced.spans)
    assert traced.spans == sorted(traced.spans)


def test_edits() -> None:
    traced = Traced(b"abcd", [(0, 1), (1, 2), (2, 3), (3, 4)]).replaced([(1, 3, b"X")])
    assert (traced.text, traced.spans) == (b"aXd", [(0, 1), (1, 3), (3, 4)])
