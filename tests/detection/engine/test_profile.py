"""Costs are counted per rule."""

from __future__ import annotations

import numpy as np

from siaga.detection.engine.condition import Group, Node
from siaga.detection.engine.profile import Profiler


def test_costs_are_those_of_the_rules_atoms() -> None:
    nodes: list[Node] = [Group("all", frozenset((0, 1))), Group("any", frozenset((2,)))]
    profiler = Profiler(nodes, 3)
    profiler.saw(np.array([0, 1, 1]))
    assert profiler.judge({0, 1}, {0, 1}) == (0,)
    assert profiler.judge({0}, {0}) == ()
    costs = {cost.rule: cost for cost in profiler.costs()}
    assert (costs[0].found, costs[0].judged, costs[0].matched) == (3, 2, 1)
    assert (costs[1].found, costs[1].judged, costs[1].matched) == (0, 1, 0)
    assert costs[0].seconds > 0
