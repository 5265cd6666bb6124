"""Correlations over hits in time order, fed block after block."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from siaga.detection.engine import correlations
from siaga.detection.engine.correlations import Correlator
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import rows_of_requests
from siaga.intake.rows import NO_TIME

RULES = {
    "probe": "s:\n  cs-uri|contains: /probe\ncondition: s",
    "login": "s:\n  cs-uri|contains: /login\ncondition: s",
    "dump": "s:\n  cs-uri|contains: /dump\ncondition: s",
}
Event = tuple[int | None, str, str]


def text(kind: str, condition: str, rules: str = "[probe, login, dump]", group: str = "[c-ip]") -> str:
    return (
        "title: c\nid: 2d3ff1d0-9f3f-4d43-9c3f-2a1c8f6c4d55\nlevel: high\ncorrelation:\n"
        f"  type: {kind}\n  rules: {rules}\n  group-by: {group}\n  timespan: 10s\n{condition}"
    )


def correlated(rule_set: RuleSet, *blocks: list[Event]) -> list[tuple[int, int]]:
    """Feed events (seconds, client, path) block by block; return (last second, count) of what began."""
    assert not rule_set.refused, rule_set.refused
    engine, correlator = Engine(rule_set), Correlator(rule_set)
    found = []
    for block in blocks:
        rows = rows_of_requests(
            [
                f'{client} - - [23/Nov/2026:10:00:00 +0700] "GET {path} HTTP/1.1" 200 1 "-" "-"'
                for _, client, path in block
            ]
        )
        rows.time_us = np.array([NO_TIME if at is None else at * 1_000_000 for at, _, _ in block], np.int64)
        found += correlator.feed(rows, engine.scan(rows))
    return [(one.last_seen_us // 1_000_000, one.count) for one in found]


def test_event_count_begins_once_and_again_after_it_ceased(load: Callable[..., RuleSet]) -> None:
    rules = load(files={"c.yml": text("event_count", "  condition: {gte: 3}", "[login]")}, **RULES)
    first: list[Event] = [(second, "a", "/login") for second in (0, 4, 8, 9)]
    other: list[Event] = [(5, "b", "/login"), (6, "b", "/probe")]
    later: list[Event] = [(second, "a", "/login") for second in (40, 41, 42)]
    assert correlated(rules, first + other, later) == [(8, 3), (42, 3)]


def test_the_window_is_a_span_of_time(load: Callable[..., RuleSet]) -> None:
    rules = load(files={"c.yml": text("event_count", "  condition: {gte: 2}", "[login]")}, **RULES)
    assert correlated(rules, [(0, "a", "/login")], [(10, "a", "/login")]) == [(10, 2)]
    assert correlated(rules, [(0, "a", "/login")], [(11, "a", "/login")]) == []


def test_value_count_counts_distinct_values(load: Callable[..., RuleSet]) -> None:
    rules = load(
        files={"c.yml": text("value_count", "  condition: {gte: 3, field: cs-uri-stem}", "[probe]")}, **RULES
    )
    paths = ["/probe", "/probe", "/probe2", "/probe", "/probe3"]
    assert correlated(rules, [(at, "a", path) for at, path in enumerate(paths)]) == [(4, 3)]


def test_temporal_takes_any_order(load: Callable[..., RuleSet]) -> None:
    rules = load(files={"c.yml": text("temporal", "")}, **RULES)
    assert correlated(
        rules, [(1, "a", "/dump"), (2, "a", "/login"), (3, "b", "/probe")], [(4, "a", "/probe")]
    ) == [(4, 3)]


def test_temporal_ordered_wants_the_order(load: Callable[..., RuleSet]) -> None:
    rules = load(files={"c.yml": text("temporal_ordered", "")}, **RULES)
    wrong: list[Event] = [(1, "a", "/dump"), (2, "a", "/login"), (3, "a", "/probe")]
    right: list[Event] = [(4, "a", "/login"), (5, "a", "/dump")]
    assert correlated(rules, wrong) == []
    assert correlated(rules, wrong, right) == [(5, 3)]
    assert correlated(rules, [(0, "a", "/probe"), (9, "a", "/login"), (11, "a", "/dump")]) == []


def test_one_line_is_not_two_steps(load: Callable[..., RuleSet]) -> None:
    rules = load(files={"c.yml": text("temporal_ordered", "", "[probe, probe]")}, **RULES)
    assert correlated(rules, [(1, "a", "/probe")]) == []
    assert correlated(rules, [(1, "a", "/probe"), (2, "a", "/probe")]) == [(2, 2)]


def test_lines_without_a_time_and_out_of_order(load: Callable[..., RuleSet]) -> None:
    rules = load(files={"c.yml": text("event_count", "  condition: {gte: 3}", "[login]")}, **RULES)
    assert correlated(rules, [(None, "a", "/login"), (5, "a", "/login"), (6, "a", "/login")]) == []
    assert correlated(rules, [(5, "a", "/login"), (6, "a", "/login")], [(4, "a", "/login")]) == [(6, 3)]


def test_groups_are_bounded(load: Callable[..., RuleSet], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correlations, "MOST_GROUPS", 2)
    rules = load(files={"c.yml": text("event_count", "  condition: {gte: 2}", "[login]")}, **RULES)
    assert (
        correlated(rules, [(0, "a", "/login"), (1, "b", "/login"), (2, "c", "/login"), (3, "a", "/login")])
        == []
    )
    assert correlated(rules, [(0, "a", "/login"), (1, "b", "/login"), (2, "a", "/login")]) == [(2, 2)]


@pytest.mark.parametrize(
    ("operator", "expected"), [("gt", [(2, 3)]), ("eq", [(1, 2)]), ("lte", [(0, 1)]), ("lt", [(0, 1)])]
)
def test_operators(load: Callable[..., RuleSet], operator: str, expected: list[tuple[int, int]]) -> None:
    rules = load(files={"c.yml": text("event_count", f"  condition: {{{operator}: 2}}", "[login]")}, **RULES)
    assert correlated(rules, [(at, "a", "/login") for at in range(4)]) == expected


def test_grouping_by_status_and_size(load: Callable[..., RuleSet]) -> None:
    rules = load(
        files={"c.yml": text("event_count", "  condition: {gte: 2}", "[login]", "[sc-status, sc-bytes]")},
        **RULES,
    )
    assert correlated(rules, [(0, "a", "/login"), (1, "b", "/login")]) == [(1, 2)]
