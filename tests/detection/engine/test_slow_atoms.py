"""Patterns that cost time in harmless text are named, and those that don't are not."""

from __future__ import annotations

from collections.abc import Callable

from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.slow_atoms import slow_atoms


def test_common_triggers_and_rules_without_one(load: Callable[..., RuleSet]) -> None:
    rule_set = load(
        common="s:\n  cs-uri|contains: '.html'\ncondition: s",
        rare="s:\n  cs-uri|contains: 'xp_cmdshell'\ncondition: s",
        guarded="s:\n  cs-uri|contains|all: ['.html', 'xp_cmdshell']\ncondition: s",
        nothing="s:\n  cs-uri|contains: x\ncondition: not s",
    )
    lines = slow_atoms(rule_set)
    assert [line.split(":")[0] for line in lines] == ["common.yml", "nothing.yml"]
