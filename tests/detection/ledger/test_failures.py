"""Times of failures come back by client, and what is beyond the bounds is counted."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.failures import Failures

BLOCKS = st.lists(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 99)), max_size=8), max_size=5)


def filled(blocks: list[list[tuple[str, int]]], failures: Failures) -> Failures:
    for block in blocks:
        names = sorted({name for name, _ in block})
        local = np.array([names.index(name) for name, _ in block], np.int64)
        failures.add([n.encode() for n in names], local, np.array([time for _, time in block], np.int64))
    return failures


@given(blocks=BLOCKS)
def test_nothing_is_lost_within_the_bounds(blocks: list[list[tuple[str, int]]]) -> None:
    found = filled(blocks, Failures()).times()
    wanted: dict[str, list[int]] = {}
    for name, time in (pair for block in blocks for pair in block):
        wanted.setdefault(name, []).append(time)
    assert {name: times.tolist() for name, times in found.items()} == wanted


@given(blocks=BLOCKS, times=st.integers(0, 9), clients=st.integers(0, 3))
def test_what_is_beyond_the_bounds_is_counted(
    blocks: list[list[tuple[str, int]]], times: int, clients: int
) -> None:
    failures = filled(blocks, Failures(times, clients))
    found = failures.times()
    kept = sum(len(each) for each in found.values())
    assert kept <= times
    assert len(found) <= clients
    assert kept + failures.left_out == sum(len(block) for block in blocks)
