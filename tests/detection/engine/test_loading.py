"""Every rule of every file ends in the set or among the refused, with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.detection.engine.loading import family_of, parsed_rules
from siaga.detection.engine.rule_set import RuleSet

GOOD = (
    "title: t\nid: 5b6f5c7e-8a35-4b8d-9a57-0e3e9d2f0c11\nlogsource: {category: webserver}\n"
    "detection: {s: {cs-uri: x}, condition: s}\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "- a\n- b\n", "just text", "title: t\n", "title: t\nlogsource: {category: webserver}\n",
        GOOD.replace("condition: s", "condition: s and"), GOOD.replace("cs-uri", "cs-uri|nope"),
        GOOD.replace("5b6f5c7e", "zzzz"), "a: &x [*x]\n", "correlation: []\ntitle: t\n",
        GOOD.replace("{s: {cs-uri: x}, condition: s}", "[]"), GOOD.replace("title: t", "title: [1]"),
        "action: nope\n", "title: \x00\n", GOOD.replace("cs-uri: x", "cs-uri|re: '('"),
    ],
)  # fmt: skip
def test_a_bad_file_never_hides_the_rest(text: str) -> None:
    rules = parsed_rules([("bad.yml", text), ("good.yml", GOOD)])
    assert [rule.file for rule in rules.rules] == ["good.yml"]
    if text:
        assert {refused.file for refused in rules.refused} == {"bad.yml"}
        assert all(refused.reason for refused in rules.refused)


def test_several_rules_in_one_file() -> None:
    rules = parsed_rules([("f.yml", GOOD + "---\n" + GOOD.replace("cs-uri: x", "cs-cookie: x"))])
    assert (len(rules.rules), len(rules.refused)) == (1, 1)
    assert len(rules.atoms) == 1


def test_what_a_rule_says_of_itself() -> None:
    text = GOOD + "level: high\ntags: [attack.t1190]\ndescription: what\nname: short\nsiaga: {family: own}\n"
    [rule] = parsed_rules([("folder/f.yml", text)]).rules
    assert (rule.id[:8], rule.name, rule.family, rule.level, rule.tags) == (
        "5b6f5c7e", "short", "own", "high", ("attack.t1190",),
    )  # fmt: skip
    assert rule.description == "what"


def test_ids_are_made_unique() -> None:
    rules = parsed_rules([("a.yml", GOOD), ("b.yml", GOOD)])
    assert len({rule.id for rule in rules.rules}) == 2


def test_family_is_the_folder_unless_the_rule_names_one() -> None:
    assert family_of("web/xss/a.yml", {}) == "xss"
    assert family_of("a.yml", {}) == "other"
    assert family_of("a.yml", {"siaga": {"family": "ssrf"}}) == "ssrf"


def test_equal_atoms_are_one(load: Callable[..., RuleSet]) -> None:
    rule_set = load(a="s:\n  cs-uri|contains: q\ncondition: s", b="s:\n  c-uri|contains: Q\ncondition: s")
    assert len(rule_set.atoms) == 1
