"""Attempts are counted per site and rule as counting line by line would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.detection.entries.attempts import CLIENTS_SHOWN, AttemptTable
from siaga.detection.ledger.lightening import EXAMPLES
from siaga.detection.scene.catch_all import CatchAll
from siaga.detection.scene.scene import RuleFacts
from siaga.findings.shape import Attempt
from siaga.intake.block import Block, LogFile
from siaga.intake.formats.combined import COMBINED
from siaga.intake.rows import NO_TIME, AccessRows, Coded, Int32s, Int64s, encode

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
START_US = 1_772_413_200_000_000
HOUR_US = 3_600_000_000
RULES = (
    RuleFacts("a", "A", "scanner", "low"),
    RuleFacts("b", "B", "sql-injection", "critical"),
    RuleFacts("c", "C", "traversal", "critical"),
)
Line = tuple[int, str, int, int, str, tuple[int, ...]]
LINES = st.tuples(
    st.integers(0, 9_000),
    st.sampled_from(["192.0.2.7", "192.0.2.8", "-"]),
    st.sampled_from([200, 302, 304, 404]),
    st.sampled_from([0, 100, 5_000]),
    st.sampled_from(["kota.example", "dinas.example"]),
    st.sampled_from([(), (0,), (1, 2), (2,)]),
)
Observed = tuple[AccessRows, Coded, Int64s, Int32s, Callable[[Int64s], list[bytes]]]


def observed(lines: list[Line]) -> Observed:
    data = b"".join(
        f"{client} - - [{START + timedelta(seconds=second):%d/%b/%Y:%H:%M:%S +0000}] "
        f'"GET /{number} HTTP/1.1" {status} {size} "-" "-"\n'.encode()
        for number, (second, client, status, size, _, _) in enumerate(lines, 1)
    )
    rows = COMBINED.reader().read(Block(LogFile("a.log", "a.log"), data, 0, 1, last=True)).access
    assert rows is not None
    hits = [(row, rule) for row, line in enumerate(lines) for rule in line[5]]
    hit_row = np.array([row for row, _ in hits], np.int64)
    hit_rule = np.array([rule for _, rule in hits], np.int32)
    raw = data.splitlines()
    sites = encode([line[4].encode() for line in lines])
    return rows, sites, hit_row, hit_rule, lambda at: [raw[row] for row in at.tolist()]


def told(table: AttemptTable, catch_all: dict[str, CatchAll] | None = None) -> tuple[Attempt, ...]:
    return table.attempts(RULES, catch_all or {})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(LINES, min_size=1, max_size=20), data=st.data())
def test_attempts_are_counted_line_by_line(lines: list[Line], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(lines)))
    table = AttemptTable()
    for part in (lines[:cut], lines[cut:]):
        if part:
            table.observe(*observed(part))
    attempts = told(table)
    assert len(attempts) == len(table) == len({(line[4], rule) for line in lines for rule in line[5]})
    for attempt in attempts:
        rule = "abc".index(attempt.rule)
        mine = [line for line in lines if line[4] == attempt.site and rule in line[5]]
        clients = {line[1] for line in mine}
        assert attempt.lines == len(mine)
        assert attempt.reached == sum(line[2] in (200, 304) for line in mine)
        assert (attempt.clients, set(attempt.client_ips)) == (len(clients), clients)
        activity = [sum(line[1] == client for line in mine) for client in attempt.client_ips]
        assert activity == sorted(activity, reverse=True)
        assert attempt.first_seen_us == START_US + min(line[0] for line in mine) * 1_000_000
        assert attempt.last_seen_us == START_US + max(line[0] for line in mine) * 1_000_000


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(LINES, min_size=1, max_size=20))
def test_hours_count_each_line_once_however_many_rules_it_matched(lines: list[Line]) -> None:
    table = AttemptTable()
    table.observe(*observed(lines))
    expected: dict[tuple[str, int], int] = {}
    for line in lines:
        if line[5]:
            hour = (START_US + line[0] * 1_000_000) // HOUR_US * HOUR_US
            expected[line[4], hour] = expected.get((line[4], hour), 0) + 1
    assert table.hours() == tuple((site, hour, count) for (site, hour), count in sorted(expected.items()))


def line(
    rule: int = 1, *, second: int = 0, client: str = "192.0.2.7", status: int = 200, size: int = 100
) -> Line:
    return (second, client, status, size, "kota.example", (rule,))


def test_answers_to_anything_are_not_reached() -> None:
    table = AttemptTable()
    table.observe(*observed([line(size=9_000), line(size=9_000), line(size=100), line(status=404)]))
    says_to_anything = {"kota.example": CatchAll(frozenset({(200, 9_000)}), frozenset())}
    (attempt,) = told(table, says_to_anything)
    assert (attempt.lines, attempt.reached) == (4, 1)
    (elsewhere,) = told(table, {"dinas.example": says_to_anything["kota.example"]})
    assert elsewhere.reached == 3


def test_attempts_come_by_site_then_level_then_lines_then_name() -> None:
    table = AttemptTable()
    lines = [line(0), line(0), line(0), line(2), line(1), (0, "192.0.2.7", 200, 1, "alun.example", (0,))]
    table.observe(*observed(lines))
    assert [(a.site, a.rule) for a in told(table)] == [
        ("alun.example", "a"), ("kota.example", "b"), ("kota.example", "c"), ("kota.example", "a"),
    ]  # fmt: skip
    table.observe(*observed([line(2)]))
    assert [a.rule for a in told(table) if a.site == "kota.example"] == ["c", "b", "a"]


def test_of_many_clients_the_most_active_are_shown_and_all_counted() -> None:
    table = AttemptTable()
    crowd = [line(client=f"198.51.100.{n}") for n in range(CLIENTS_SHOWN + 20)]
    table.observe(*observed([*crowd, line(client="198.51.100.60")]))
    (attempt,) = told(table)
    assert attempt.clients == CLIENTS_SHOWN + 20
    assert len(attempt.client_ips) == CLIENTS_SHOWN
    assert attempt.client_ips[0] == "198.51.100.60"


@given(seconds=st.lists(st.integers(0, 99), min_size=1, max_size=9), cut=st.integers(0, 9))
def test_examples_are_the_first_lines_by_time(seconds: list[int], cut: int) -> None:
    table, lines = AttemptTable(), [line(second=second) for second in seconds]
    for part in (lines[:cut], lines[cut:]):
        if part:
            table.observe(*observed(part))
    (attempt,) = told(table)
    times = [(example.time_us - START_US) // 1_000_000 for example in attempt.examples]
    assert times == sorted(seconds)[:EXAMPLES]
    assert all(example.role == "attempt" for example in attempt.examples)
    assert all(f"GET /{example.line_no} " in example.text for example in attempt.examples)


def test_lines_without_a_time_are_counted_and_may_be_examples() -> None:
    rows, sites, hit_row, hit_rule, _ = observed([line(), line()])
    rows.time_us = np.full(2, NO_TIME, np.int64)
    table = AttemptTable()
    table.observe(rows, sites, hit_row, hit_rule, lambda at: [b"GET /etc/passwd\xff"] * len(at))
    (attempt,) = told(table)
    assert (attempt.lines, attempt.first_seen_us, attempt.last_seen_us) == (2, 0, 0)
    assert [example.line_no for example in attempt.examples] == [1, 2]
    assert attempt.examples[0].text == "GET /etc/passwd\\xff"
    assert table.hours() == ()


@pytest.mark.parametrize("lines", [[(0, "192.0.2.7", 200, 1, "kota.example", ())]])
def test_no_hits_no_attempts(lines: list[Line]) -> None:
    table = AttemptTable()
    table.observe(*observed(lines))
    assert len(table) == 0
    assert told(table) == ()
