"""Which item is next: all are done once, few are in hand, culprits are found and the innocent spared."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.executor.plan import FAR, Plan


@given(
    total=st.integers(0, 60),
    window=st.integers(1, 8),
    culprits=st.sets(st.integers(0, 59), max_size=3),
    seed=st.integers(0, 999),
)
def test_all_are_finished_and_only_culprits_die_alone(
    total: int, window: int, culprits: set[int], seed: int
) -> None:
    chance, plan, hand, finished = random.Random(seed), Plan(total, window), set[int](), list[int]()
    left = dict.fromkeys(culprits, 3)  # each kills this often
    while plan.is_open:
        while (item := plan.next()) is not None:
            assert item not in hand
            hand.add(item)
        assert 0 < len(hand) <= window
        killers = [item for item in hand if left.get(item)]
        if killers and chance.random() < 0.5:
            killer = chance.choice(killers)
            left[killer] -= 1
            for item in sorted(hand):
                alone = plan.died(item)
                assert alone == 0 or item == killer
            hand.clear()
        else:
            item = chance.choice(sorted(hand - {item for item in hand if left.get(item)}) or sorted(hand))
            if not left.get(item):
                plan.finished(item)
                finished.append(item)
                hand.discard(item)
    assert sorted(finished) == list(range(total))
    assert plan.next() is None


def test_results_do_not_run_far_ahead() -> None:
    plan = Plan(10_000, 2)
    assert plan.next() == 0  # and is never finished
    ahead = 0
    while (item := plan.next()) is not None:
        plan.finished(item)
        ahead += 1
    assert ahead == 2 * FAR - 1


def test_a_suspect_is_alone_and_is_counted() -> None:
    plan = Plan(10, 3)
    assert [plan.next() for _ in range(4)] == [0, 1, 2, None]
    assert [plan.died(item) for item in (0, 1, 2)] == [0, 0, 0]
    assert (plan.next(), plan.next()) == (0, None)
    assert plan.died(0) == 1
    assert (plan.next(), plan.next()) == (1, None)
    plan.finished(1)
    assert (plan.next(), plan.next()) == (2, None)
    plan.finished(2)
    assert plan.next() == 0
    assert plan.died(0) == 2
    assert plan.next() == 0
    plan.finished(0)
    assert [plan.next() for _ in range(4)] == [3, 4, 5, None]
