"""What each piece of Sigma means on an access log line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.detection.engine.rule_set import RuleSet

LINE = (
    '203.0.113.9 - ani [23/Nov/2026:10:00:00 +0700] "POST /Admin/x.php?id=1%27+UNION+SELECT&r=/Admin/x.php '
    'HTTP/1.1" 403 512 "http://kota.example/Admin/x.php" "curl/8.0" "kota.example"'
)
SHORT = "GET / HTTP/1.1"


@pytest.mark.parametrize(
    "detection",
    [
        "s:\n  cs-uri-query|contains: 'union select'\ncondition: s",
        "s:\n  cs-uri-query|contains: '%27+union'\ncondition: s",
        "s:\n  cs-uri-stem: '/admin/x.php'\ncondition: s",
        "s:\n  cs-uri-stem: '/admin/?.php'\ncondition: s",
        "s:\n  cs-uri-stem|startswith: '/admin/'\n  cs-uri-stem|endswith: '.php'\ncondition: s",
        "s:\n  cs-uri|contains|all: ['/admin/', 'select']\ncondition: s",
        "s:\n  cs-uri|contains|cased: '/Admin/'\ncondition: s",
        "s:\n  cs-uri-query|re: 'UNION\\s+SELECT'\ncondition: s",
        "s:\n  cs-uri-query|re|i: 'union\\s+select$|select&r'\ncondition: s",
        "s:\n  cs-method: post\n  sc-status: 403\ncondition: s",
        "s:\n  sc-status: '40*'\ncondition: s",
        "s:\n  sc-status|gte: 400\n  sc-status|lt: 500\ncondition: s",
        "s:\n  sc-bytes|gt: 500\n  sc-bytes|lte: 512\ncondition: s",
        "s:\n  c-ip|cidr: 203.0.113.0/24\ncondition: s",
        "s:\n  c-ip: '203.0.113.9'\ncondition: s",
        "s:\n  cs-referer|fieldref|contains: cs-uri-stem\ncondition: s",
        "s:\n  cs-username: ani\n  cs-host|endswith: '.example'\ncondition: s",
        "s:\n  c-useragent|startswith: [wget, curl]\ncondition: s",
        "s:\n  cs-host|exists: true\ncondition: s",
        "kw:\n  - 'ani [23/Nov'\ncondition: kw",
        "kw: [512]\ncondition: kw",
        "kw:\n  - \"1' union\"\ncondition: kw",
        "kw:\n  '|all': ['union', 'curl']\ncondition: kw",
        "s:\n  cs-method: POST\nf:\n  sc-status: 404\ncondition: s and not f",
        "a1:\n  cs-method: GET\na2:\n  cs-method: POST\ncondition: 1 of a*",
        "a1:\n  cs-uri|contains: admin\na2:\n  cs-method: POST\ncondition: all of a*",
        "s:\n  - cs-method: GET\n  - sc-status: 403\ncondition: s",
    ],
)  # fmt: skip
def test_it_holds(fired: Callable[..., list[str]], detection: str) -> None:
    assert fired(LINE, rule=detection) == ["rule"]


@pytest.mark.parametrize(
    "detection",
    [
        "s:\n  cs-uri-stem: '/admin/'\ncondition: s",
        "s:\n  cs-uri-stem|contains: 'union'\ncondition: s",
        "s:\n  cs-uri|contains|cased: '/admin/'\ncondition: s",
        "s:\n  cs-uri-query|re: 'union'\ncondition: s",
        "s:\n  cs-uri|contains|all: ['/admin/', 'absent']\ncondition: s",
        "s:\n  c-ip|cidr: 10.0.0.0/8\ncondition: s",
        "s:\n  cs-host|exists: false\ncondition: s",
        "s:\n  cs-referer: null\ncondition: s",
        "s:\n  cs-referer|fieldref: cs-uri-stem\ncondition: s",
        "kw:\n  - 'nowhere'\ncondition: kw",
        "s:\n  sc-bytes|lt: 512\ncondition: s",
        "s:\n  cs-method: POST\nf:\n  sc-status: 403\ncondition: s and not f",
    ],
)  # fmt: skip
def test_it_does_not_hold(fired: Callable[..., list[str]], detection: str) -> None:
    assert fired(LINE, rule=detection) == []


@pytest.mark.parametrize(
    ("detection", "holds"),
    [
        ("s:\n  cs-referer: null\ncondition: s", True),
        ("s:\n  cs-referer: '-'\ncondition: s", True),
        ("s:\n  cs-referer: ''\ncondition: s", True),
        ("s:\n  cs-referer|contains: '-'\ncondition: s", False),
        ("s:\n  cs-uri-query: null\ncondition: s", True),
        ("s:\n  cs-uri-query|exists: false\ncondition: s", True),
        ("s:\n  cs-host|exists: true\ncondition: s", False),
        ("s:\n  cs-uri-query|contains: ''\ncondition: s", False),
    ],
)
def test_fields_that_are_not_there(fired: Callable[..., list[str]], detection: str, holds: bool) -> None:
    assert (fired(SHORT, rule=detection) == ["rule"]) is holds


def test_base64_is_found_at_every_offset(fired: Callable[..., list[str]]) -> None:
    rule = "s:\n  cs-uri-query|base64offset|contains: 'system('\ncondition: s"
    for encoded in ("c3lzdGVtKA", "eHN5c3RlbSg", "eHhzeXN0ZW0o"):
        assert fired(f"GET /?p={encoded} HTTP/1.1", rule=rule) == ["rule"]


@pytest.mark.parametrize(
    ("detection", "source", "reason"),
    [
        ("s:\n  cs-uri: x\ncondition: s", "category: proxy", "log source is proxy"),
        ("s:\n  cs-uri: x\ncondition: s", "product: windows", "product windows"),
        ("s:\n  cs-uri: x\ncondition: s", "service: sshd", "service sshd"),
        ("s:\n  cs-uri: x\ncondition: s", "category: webserver\n  definition: error.log", "error log"),
        ("s:\n  cs-cookie: x\ncondition: s", "category: webserver", "cookies are not in an access log"),
        ("s:\n  cs-body|contains: x\ncondition: s", "category: webserver", "request bodies"),
        ("s:\n  EventID: 1\ncondition: s", "category: webserver", "field EventID: not in an access log"),
        ("s:\n  cs-uri|re: '(?=x)'\ncondition: s", "category: webserver", "regular expression"),
        ("s:\n  cs-uri|re: 'a$b'\ncondition: s", "category: webserver", "can't match anything"),
        ("s:\n  cs-uri|cidr: 10.0.0.0/8\ncondition: s", "category: webserver", "c-ip alone"),
        ("s:\n  cs-uri|expand: '%names%'\ncondition: s", "category: webserver", "placeholder"),
        ("s:\n  sc-status|contains: 4\ncondition: s", "category: webserver", "SigmaContainsModifier"),
        ("s:\n  cs-uri: x\ncondition: nothing", "category: webserver", "nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_refused_with_the_reason(
    load: Callable[..., RuleSet], make_rule: Callable[..., str], detection: str, source: str, reason: str
) -> None:
    rule_set = load(
        files={"bad.yml": make_rule("bad", detection, source)}, good="s:\n  cs-uri: y\ncondition: s"
    )
    assert [rule.title for rule in rule_set.rules] == ["good"]
    assert [refused.file for refused in rule_set.refused] == ["bad.yml"]
    assert reason in rule_set.refused[0].reason
    assert "\n" not in rule_set.refused[0].reason


@pytest.mark.parametrize(
    "source", ["product: apache", "product: nginx\n  service: access", "service: apache", "product: iis"]
)
def test_log_sources_of_web_servers_are_taken(
    load: Callable[..., RuleSet], make_rule: Callable[..., str], source: str
) -> None:
    text = make_rule("rule", "s:\n  cs-uri: x\ncondition: s", source)
    assert not load(files={"rule.yml": text}).refused
