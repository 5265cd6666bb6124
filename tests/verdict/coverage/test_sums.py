"""Sums by key, whatever the order of the keys."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.verdict.coverage.sums import distinct, summed

PAIRS = st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 100)), max_size=30)


@given(PAIRS, st.booleans())
def test_sums_are_those_of_a_counter(pairs: list[tuple[int, int]], in_order: bool) -> None:
    pairs = sorted(pairs) if in_order else pairs
    keys, counts = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
    expected: Counter[int] = Counter()
    for key, count in pairs:
        expected[key] += count
    known, sums = summed(keys, counts)
    assert dict(zip(known.tolist(), sums.tolist(), strict=True)) == dict(expected)
    assert known.tolist() == sorted(expected)


@given(st.lists(st.integers(-5, 5), max_size=30))
def test_different_keys_are_counted_once(keys: list[int]) -> None:
    assert distinct(np.array(keys, np.int64)) == len(set(keys))
