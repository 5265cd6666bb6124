"""A set of numbers holds what was added, if not at once, and nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.number_set import NumberSet

NUMBERS = st.lists(st.integers(0, 2**64 - 1), max_size=40)


@given(added=NUMBERS, asked=NUMBERS)
def test_nothing_is_held_that_was_not_added(added: list[int], asked: list[int]) -> None:
    numbers = NumberSet()
    numbers.add(added)
    found = numbers.holds(np.array(asked + added, np.uint64)).tolist()
    assert all(one in added for one, held in zip(asked + added, found, strict=True) if held)


def test_many_numbers_are_found() -> None:
    numbers = NumberSet()
    numbers.add(list(range(0, 4_000, 2)))
    assert numbers.holds(np.arange(4_000, dtype=np.uint64)).tolist() == [n % 2 == 0 for n in range(4_000)]
    numbers.add([1])
    assert not numbers.holds(np.array([3], np.uint64)).any()
