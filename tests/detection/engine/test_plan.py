"""Triggers are the rare parts of a rule; the rest is looked for only where a trigger was found."""

from __future__ import annotations

from collections.abc import Callable

from siaga.detection.engine.plan import cost
from siaga.detection.engine.rule import Atom
from siaga.detection.engine.rule_set import RuleSet


def test_the_rare_part_is_scanned_first_and_the_common_one_second(load: Callable[..., RuleSet]) -> None:
    plan = load(rule="s:\n  cs-uri|contains|all: [xp_cmdshell, '.html']\n  cs-method: GET\ncondition: s").plan
    assert [text.lower().count("c") > 0 for _, text in plan.columns["uri"].first] == [True]
    assert len(plan.columns["uri"].second) == 1
    assert plan.columns["method"].first == []
    assert list(plan.candidates.values()) == [(0,)]


def test_patterns_that_need_an_unusual_byte_are_kept_apart(load: Callable[..., RuleSet]) -> None:
    plan = load(rule="s:\n  cs-uri|re: '<script|xp_cmdshell'\ncondition: s").plan.columns["uri"]
    assert [number for number, _ in plan.first] == [number for number, _ in plan.unusual]
    assert "script" in plan.unusual[0][1]
    assert "script" not in plan.first[0][1]


def test_rules_without_a_trigger_are_always_looked_at(load: Callable[..., RuleSet]) -> None:
    plan = load(
        a="s:\n  cs-uri|contains: x\ncondition: not s",
        b="s:\n  c-ip|cidr: 10.0.0.0/8\ncondition: s",
        c="s:\n  sc-bytes|gt: 5\n  cs-method: PUT\ncondition: s",
    ).plan
    assert plan.always == (0, 1)
    assert len(plan.by_row) == 2


def test_cost() -> None:
    rare, common = Atom("text", "uri", share=0.001), Atom("text", "uri", share=0.5)
    kinds = [
        rare,
        common,
        Atom("absent", "uri"),
        Atom("status"),
        Atom("present", "uri"),
        Atom("cidr", "client"),
    ]
    assert [cost(atom) for atom in kinds] == sorted(cost(atom) for atom in kinds)
