"""The table of what rules cost: a heading, the dearest rules, and how many were left out."""

from __future__ import annotations

import pytest

from siaga.detection.engine.condition import Group
from siaga.detection.engine.profile import RuleCost
from siaga.detection.engine.rule import Rule
from siaga.entrypoints.cli.rule_costs import SHOWN, rule_costs


def _rules(count: int) -> list[Rule]:
    node = Group("all", frozenset({0}))
    return [Rule(str(n), f"r{n}", f"Rule {n}", "f", "low", f"f/r{n}.yml", (), "", node) for n in range(count)]


def test_figures_stand_under_their_heading() -> None:
    heading, line = rule_costs([RuleCost(1, found=30, judged=20, matched=10, seconds=0.0015)], _rules(2))
    assert heading.split() == ["ms", "found", "judged", "matched", "rule"]
    assert line.split(maxsplit=4) == ["1.500", "30", "20", "10", "f/r1.yml (Rule 1)"]
    assert line.index("f/r1.yml") == heading.index("rule")


def test_without_costs_there_is_only_the_heading() -> None:
    assert len(list(rule_costs([], _rules(1)))) == 1


@pytest.mark.parametrize("more", [0, 1, 7])
def test_cheap_rules_are_counted_not_shown(more: int) -> None:
    costs = [RuleCost(n, 1, 1, 1, 1.0) for n in range(SHOWN + more)]
    lines = list(rule_costs(costs, _rules(len(costs))))
    assert len(lines) == 1 + SHOWN + bool(more)
    assert (lines[-1] == f"and {more} cheaper rules") is bool(more)
