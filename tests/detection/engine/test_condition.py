"""Tests of siaga.detection.engine.condition."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.engine.condition import (
    Group,
    Node,
    Not,
    atoms_of,
    group,
    holds,
    restored,
    stored,
    triggers,
    wanted_atoms,
)

nodes: st.SearchStrategy[Node] = st.recursive(
    st.integers(0, 4).map(lambda atom: Group("any", frozenset((atom,)))),
    lambda inner: st.one_of(
        inner.map(Not),
        st.tuples(st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)).map(
            lambda pair: group("all" if pair[0] == "all" else "any", pair[1])
        ),
    ),
    max_leaves=6,
)
hits = st.frozensets(st.integers(0, 4))


@given(nodes, hits)
def test_a_match_always_holds_a_trigger(node: Node, hit: frozenset[int]) -> None:
    chosen = triggers(node, float)
    if holds(node, hit):
        assert chosen is None or chosen & hit


@given(nodes, hits)
def test_what_is_stored_is_what_is_restored(node: Node, hit: frozenset[int]) -> None:
    again = restored(stored(node))
    assert holds(again, hit) == holds(node, hit)
    assert atoms_of(again) == atoms_of(node)


@given(st.sampled_from(["all", "any"]), st.lists(nodes, min_size=1, max_size=3), hits)
def test_merging_groups_keeps_their_truth(kind: str, parts: list[Node], hit: frozenset[int]) -> None:
    every = [holds(part, hit) for part in parts]
    merged = group("all" if kind == "all" else "any", parts)
    assert holds(merged, hit) == (all(every) if kind == "all" else any(every))


def test_the_cheapest_trigger_is_chosen() -> None:
    node = group("all", [0, group("any", [1, 2]), Not(Group("any", frozenset((3,))))])
    assert triggers(node, lambda atom: 1.0 if atom else 10.0) == frozenset((1, 2))
    assert triggers(node, lambda atom: 0.1 if not atom else 1.0) == frozenset((0,))


def test_a_negation_alone_has_no_trigger() -> None:
    assert triggers(Not(Group("any", frozenset((1,)))), lambda _: 1.0) is None
    twice = Not(Not(Group("any", frozenset((1,)))))
    assert triggers(twice, lambda _: 1.0) == frozenset((1,))


def test_wanted_atoms_leave_out_filters() -> None:
    node = group("all", [0, Not(group("any", [1, Not(Group("any", frozenset((2,))))]))])
    assert wanted_atoms(node) == {0, 2}


def test_truth_table() -> None:
    node = group("any", [group("all", [0, 1]), Not(Group("any", frozenset((2,))))])
    for zero, one, two in product((False, True), repeat=3):
        hit = {number for number, held in enumerate((zero, one, two)) if held}
        assert holds(node, hit) is ((zero and one) or not two)
