"""The marked part of a raw line is what made the rule match."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import full_line, rows_of_requests

UNION = "s:\n  cs-uri-query|re|i: 'union\\s+select'\ncondition: s"


@pytest.mark.parametrize(
    ("line", "rule", "marked"),
    [
        ("GET /?q=1+union%20select+2 HTTP/1.1", UNION, ["union%20select"]),
        ("GET /?q=1%27%20un%2569on/**/sel%65ct HTTP/1.1", UNION, ["un%2569on/**/sel%65ct"]),
        ("GET /a/union+select?q=é&x=union+select HTTP/1.1", UNION, ["union+select"]),
        ("GET /x/%c0%ae%c0%ae/ HTTP/1.1",
         "s:\n  cs-uri-stem|contains: '../'\ncondition: s", ["%c0%ae%c0%ae/"]),
        ('GET /?q="x" HTTP/1.1', "s:\n  cs-uri|contains: '=\"x'\ncondition: s", ['=\\"x']),
        (
            '192.0.2.1 - - [23/Nov/2026:10:00:00 +0700] "GET / HTTP/1.1" 200 1 "http://evil/" "sqlmap/1.8"',
            "a:\n  cs-user-agent|contains: sqlmap\nb:\n  cs-referer|contains: evil\ncondition: a and b",
            ["evil", "sqlmap"],
        ),
        ("GET /aaa HTTP/1.1",
         "s:\n  cs-method: GET\n  c-ip|startswith: '203.'\ncondition: s", ["203.", "GET"]),
        ("GET /passwd HTTP/1.1",
         "kw: ['passwd']\nf:\n  cs-uri|contains: '/pass-'\ncondition: kw and not f", ["passwd"]),
    ],
)  # fmt: skip
def test_marked_text(load: Callable[..., RuleSet], line: str, rule: str, marked: list[str]) -> None:
    engine = Engine(load(rule=rule))
    assert engine.scan(rows_of_requests([line])).rule.tolist() == [0]
    text = full_line(line).decode()
    assert [text[start:end] for start, end in engine.marks(0, text)] == marked


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_can_be_asked_about(load: Callable[..., RuleSet], text: str) -> None:
    engine = Engine(load(rule=UNION))
    for line in (text, f"{text} union+select", f"union  select {text}é"):
        found = engine.marks(0, line)
        assert all(0 <= start < end <= len(line) for start, end in found)
        assert found == sorted(found)
