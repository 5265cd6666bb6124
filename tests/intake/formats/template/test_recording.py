"""Fields become records: requests put together, sizes and durations in one unit, escapes undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siaga.intake.formats.template.format import from_text
from siaga.intake.formats.template.recording import json_unescape

Describe = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("template", "line", "target"),
    [
        ("$request_method $request_uri", "GET /a?b=1", "/a?b=1"),
        ("$request_method $uri$is_args$args", "GET /a?b=1", "/a?b=1"),
        ("$request_method $uri $args", "GET /a b=1", "/a?b=1"),
        ("$request_method $uri $args", "GET /a -", "/a"),
        ("%m %U%q", "GET /a?b=1", "/a?b=1"),
        ("%m %U%q", "GET /a", "/a"),
        ("%m %U %q", "GET /a ?b=1", "/a?b=1"),
    ],
)
def test_targets_from_their_parts(template: str, line: str, target: str, describe: Describe) -> None:
    assert describe(from_text(template), line) == [{"time": None, "method": "GET", "target": target}]


@pytest.mark.parametrize(
    ("template", "line", "duration"),
    [
        ("%s %D", "200 1500", 1500),
        ("%s %T", "200 2", 2_000_000),
        ("%s %{ms}T", "200 15", 15_000),
        ("$status $request_time", "200 0.015", 15_000),
        ("%s %D", "200 -", None),
    ],
)
def test_durations_in_microseconds(
    template: str, line: str, duration: int | None, describe: Describe
) -> None:
    assert describe(from_text(template), line)[0].get("duration_us") == duration


def test_body_bytes_go_before_all_bytes(describe: Describe) -> None:
    assert describe(from_text("$status $bytes_sent $body_bytes_sent"), "200 99 11")[0]["bytes_sent"] == 11
    assert describe(from_text("%s %O"), "200 99")[0]["bytes_sent"] == 99


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("%t %s", "[06/Feb/2009:19:14:14 +0700] 200"),
        ("$time_iso8601 $status", "2009-02-06T19:14:14+07:00 200"),
        ("$msec $status", "1233922454.000 200"),
        ("%{sec}t.%{usec_frac}t %s", "1233922454.000000 200"),
        ("%{usec}t %s", "1233922454000000 200"),
        ("%{%d/%b/%Y:%H:%M:%S}t.%{msec_frac}t %{%z}t %s", "06/Feb/2009:19:14:14.000 +0700 200"),
    ],
)
def test_times(template: str, line: str, describe: Describe) -> None:
    assert describe(from_text(template), line)[0]["time"] == "2009-02-06T12:14:14Z"


def test_escape_rules(describe: Describe) -> None:
    line = '"a\\x22b\\\\c" 200'
    read = [
        describe(from_text(rule + '"$http_user_agent" $status'), line)[0]["user_agent"]
        for rule in ("", "escape=none ")
    ]
    assert read == ['a"b\\c', "a\\x22b\\\\c"]
    assert json_unescape(rb"a\"b\u0001\\c\q") == b'a"b\x01\\c\\q'
