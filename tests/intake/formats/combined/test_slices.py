"""Slices of a buffer become codes and distinct values, whatever their length and bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.slices import INLINE, coded, distinct
from siaga.intake.formats.combined.structure import MARGIN, Bytes
from siaga.intake.rows import Int64s

VALUES = st.lists(
    st.one_of(
        st.binary(max_size=40),
        st.sampled_from([b"-", b"", b"x" * INLINE, b"x" * (INLINE + 1), b"x\x00", b"x"]),
    ),
    min_size=1,
    max_size=20,
)


def laid_out(values: list[bytes]) -> tuple[bytes, Bytes, Int64s, Int64s]:
    data = bytes(MARGIN) + b"|".join(values) + bytes(MARGIN)
    lengths = np.array([len(value) for value in values], np.int64)
    start = MARGIN + np.cumsum(lengths + 1) - lengths - 1
    return data, np.frombuffer(data, np.uint8), start, start + lengths


@given(values=VALUES)
def test_values_come_back_in_order_of_first_appearance(values: list[bytes]) -> None:
    codes, known = distinct(*laid_out(values))
    assert [known[code] for code in codes] == values
    assert known == list(dict.fromkeys(values))


@given(values=VALUES)
def test_dash_and_nothing_are_absent_and_the_rest_is_cleaned(values: list[bytes]) -> None:
    column = coded(*laid_out(values), lambda value: value.replace(b"\\", b"/"))
    said = [None if value in (b"-", b"") else value.replace(b"\\", b"/") for value in values]
    assert [column[row] for row in range(len(values))] == said


@pytest.mark.parametrize("values", [[b"a\\b", b"a"], [b"plain"]])
def test_without_cleaning_values_stay_as_logged(values: list[bytes]) -> None:
    column = coded(*laid_out(values))
    assert [column[row] for row in range(len(values))] == values
