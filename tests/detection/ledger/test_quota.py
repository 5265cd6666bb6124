"""Requests are admitted within bounds, and what is over them is counted."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.quota import Groups, Quota, Retention
from siaga.detection.ledger.room import Room

KEYS = st.lists(st.integers(1, 5), max_size=60)
ONE = 1


def admit(quota: Quota, keys: list[int], sizes: list[int] | None = None, refused: bool = False) -> Mask:  # noqa: FBT002 - as the product calls it
    size = np.full(len(keys), -1) if sizes is None else np.array(sizes)
    return quota.admit(np.array(keys, np.uint64), size, np.full(len(keys), refused))


@given(blocks=st.lists(KEYS, max_size=6), per_key=st.integers(1, 4))
def test_of_each_key_the_first_are_admitted_and_nothing_is_lost_uncounted(
    blocks: list[list[int]], per_key: int
) -> None:
    quota = Quota(Retention(per_key=per_key), Room())
    seen: Counter[int] = Counter()
    for keys in blocks:
        expected = []
        for key in keys:
            seen[key] += 1
            expected.append(seen[key] <= per_key)
        assert admit(quota, keys).tolist() == expected
    assert quota.admitted + quota.left_out == seen.total()


@given(
    asked=st.lists(st.tuples(st.integers(1, 3), st.integers(-1, 900)), max_size=80), cut=st.integers(0, 80)
)
def test_where_blocks_are_cut_does_not_matter(asked: list[tuple[int, int]], cut: int) -> None:
    bounds = Retention(per_key=2, sizes=3)
    whole, parts = Quota(bounds, Room()), Quota(bounds, Room())
    keys, sizes = [key for key, _ in asked], [size for _, size in asked]
    halves = [
        *admit(parts, keys[:cut], sizes[:cut]).tolist(),
        *admit(parts, keys[cut:], sizes[cut:]).tolist(),
    ]
    assert admit(whole, keys, sizes).tolist() == halves


def test_beyond_the_bound_an_answer_of_another_size_is_admitted() -> None:
    quota = Quota(Retention(per_key=1, sizes=2), Room())
    asked = [bool(admit(quota, [ONE], [size])[0]) for size in (100, 100, 110, 5_000, 5_000, 90_000)]
    assert asked == [True, True, False, True, False, False]
    assert quota.left_out == 3


def test_keys_that_are_used_up_are_told_apart_at_once_and_alike() -> None:
    quota = Quota(Retention(per_key=1, sizes=2), Room())
    keys = list(range(1, 2_000))
    assert admit(quota, keys, [100] * len(keys)).all()
    assert admit(quota, keys, [100] * len(keys)).all()  # the first size beyond the bound
    assert not admit(quota, keys, [100] * len(keys)).any()
    assert admit(quota, keys, [5_000] * len(keys)).all()
    assert not admit(quota, keys, [90_000] * len(keys)).any()


def test_over_the_ceiling_each_key_still_gets_a_few() -> None:
    quota = Quota(Retention(per_key=10, ceiling=3, tight=2), Room())
    assert [bool(admit(quota, [ONE])[0]) for _ in range(5)] == [True, True, True, False, False]
    assert [bool(admit(quota, [2])[0]) for _ in range(4)] == [True, True, False, False]
    assert quota.left_out == 4


def test_when_the_room_is_full_refused_requests_are_only_counted() -> None:
    room = Room(most=1, last=10_000)
    quota = Quota(Retention(tight=2), room)
    room.take(0)
    assert [bool(admit(quota, [ONE], refused=True)[0]), bool(admit(quota, [ONE])[0])] == [False, True]
    room.take(10_000)
    assert not admit(quota, [2]).any()
    assert quota.left_out == 2


def test_ordinals_count_within_groups() -> None:
    groups = Groups.by(np.array([7, 9, 7, 7, 9], np.uint64))
    place, count = groups.ordinals()
    assert (groups.keys, place.tolist(), count.tolist()) == ([7, 9], [0, 0, 1, 2, 1], [3, 2])
