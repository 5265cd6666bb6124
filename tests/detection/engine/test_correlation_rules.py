"""Correlations that can't be run are refused with the reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.detection.engine.rule_set import RuleSet

RULE = "s:\n  cs-uri|contains: x\ncondition: s"
BASE = """title: c
id: 2d3ff1d0-9f3f-4d43-9c3f-2a1c8f6c4d55
correlation:
  type: event_count
  rules: [rule]
  group-by: [c-ip, sc-status]
  timespan: 5m
  condition: {gte: 2}
"""


def test_a_correlation_is_read(load: Callable[..., RuleSet]) -> None:
    [correlation] = load(rule=RULE, files={"x/c.yml": BASE}).correlations
    assert (correlation.kind, correlation.group_by, correlation.window_us) == (
        "event_count",
        ("client", "status"),
        300_000_000,
    )
    assert (correlation.operator, correlation.count) == ("gte", 2)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[rule]", "[other]", "rule other"),
        ("event_count", "value_avg", "without field reference"),
        ("{gte: 2}", "{gte: 2, field: [c-ip, sc-status]}", "several fields"),
        ("  condition: {gte: 2}", "  condition: {gte: 2, field: x}\n  generate: 3", "generate"),
        ("event_count", "value_count", "field"),
        ("c-ip", "EventID", "field EventID"),
        ("{gte: 2}", "{neq: 2}", "neq"),
        ("5m", "5x", "Timespan"),
        ("  type: event_count", "  type: temporal\n  aliases: {a: {rule: c-ip}}", "aliases"),
        ("event_count", "nope", "nope"),
    ],
)
def test_what_cannot_be_run(load: Callable[..., RuleSet], old: str, new: str, reason: str) -> None:
    rule_set = load(rule=RULE, files={"c.yml": BASE.replace(old, new)})
    assert rule_set.correlations == []
    assert [one.file for one in rule_set.refused] == ["c.yml"]
    assert reason in rule_set.refused[0].reason
    assert len(rule_set.rules) == 1


def test_boolean_conditions_are_refused(load: Callable[..., RuleSet]) -> None:
    text = BASE.replace("event_count", "temporal").replace("{gte: 2}", "rule and not rule")
    assert "boolean condition" in load(rule=RULE, files={"c.yml": text}).refused[0].reason
