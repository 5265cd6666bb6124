"""Slices of a buffer become codes and distinct values, whatever their length and bytes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.slices import coded, distinct
from siaga.intake.rows import Coded, Int64s

BEFORE = 5

VALUES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"-", b"", b"x" * 12, b"x" * 13, b"x\x00", b"x"]),
    ),
    max_size=20,
)


def laid_out(values: list[bytes]) -> tuple[bytes, Int64s, Int64s]:
    data = bytes(BEFORE) + b"|".join(values) + b"|"
    lengths = np.array([len(value) for value in values], np.int64)
    start = BEFORE + np.cumsum(lengths + 1) - lengths - 1
    return data, start, start + lengths


def column_of(values: list[bytes], clean: Callable[[bytes], bytes] | None = None) -> Coded:
    return coded(*laid_out(values), clean)


@given(values=VALUES)
def test_values_come_back_in_order_of_first_appearance(values: list[bytes]) -> None:
    codes, known = distinct(*laid_out(values))
    assert [known[code] for code in codes] == values
    assert known == list(dict.fromkeys(values))


@given(values=VALUES)
def test_dash_and_nothing_are_absent_and_the_rest_is_cleaned(values: list[bytes]) -> None:
    column = column_of(values, lambda value: value.replace(b"\\", b"/"))
    said = [None if value in (b"-", b"") else value.replace(b"\\", b"/") for value in values]
    assert [column[row] for row in range(len(values))] == said


@pytest.mark.parametrize("values", [[b"a\\b", b"a"], [b"plain"]])
def test_without_cleaning_values_stay_as_logged(values: list[bytes]) -> None:
    column = column_of(values)
    assert [column[row] for row in range(len(values))] == values


def test_neighbours_may_touch() -> None:
    codes, known = distinct(b"abab", np.array([0, 2, 4]), np.array([2, 4, 4]))
    assert (codes.tolist(), known) == ([0, 0, 1], [b"ab", b""])
