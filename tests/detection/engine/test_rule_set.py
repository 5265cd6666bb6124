"""Loading, compiling and refusing; and both libraries on all of Siaga's own rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from siaga.detection.engine.cache import default_folder
from siaga.detection.engine.engine import Engine
from siaga.detection.engine.hyperscan_library import HyperscanLibrary, HyperscanScanner
from siaga.detection.engine.re2_library import Re2Library
from siaga.detection.engine.rule_files import own_rules, rule_files
from siaga.detection.engine.rule_set import RuleSet, digest_of
from siaga.detection.engine.samples import readable, rows_of_requests
from siaga.detection.engine.scanner import Pattern, PatternsError


class Picky(HyperscanLibrary):
    """A library that can't compile patterns with an x in them."""

    def compile(self, patterns: Sequence[Pattern]) -> HyperscanScanner:
        reasons = {atom: "no x" for atom, text in patterns if "x" in text.replace("\\x", "")}
        if reasons:
            raise PatternsError(reasons)
        return super().compile(patterns)


def test_a_rule_whose_pattern_cannot_be_compiled_is_refused_and_the_rest_runs(
    load: Callable[..., RuleSet],
) -> None:
    rule_set = load(
        library=Picky(),
        bad="s:\n  cs-uri|re: 'x[0-9]{3}'\nt:\n  cs-uri|contains: 'q'\ncondition: s or t",
        good="s:\n  cs-uri|contains: 'qq'\ncondition: s",
    )
    assert [rule.title for rule in rule_set.rules] == ["good"]
    assert [(refused.title, refused.reason) for refused in rule_set.refused] == [("bad", "no x")]
    assert len(Engine(rule_set).scan_lines([b"qq", b"q"])) == 1


def test_the_digest_is_over_names_and_texts() -> None:
    assert len({digest_of(files) for files in ([("a", "b")], [("ab", "")], [("", "ab")], [])}) == 4


def test_keywords_are_looked_for_in_lines_and_in_what_clients_wrote(load: Callable[..., RuleSet]) -> None:
    rule_set = load(rule="kw: [abc]\ncondition: kw")
    assert [(probe.column, probe.raw) for probe in rule_set.probes()] == [
        ("line", True), ("uri", False), ("referrer", False), ("user_agent", False),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def own_samples() -> list[str]:
    folder = own_rules()
    assert folder is not None
    samples: list[str] = []
    for _, text in rule_files([folder])[0]:
        own = yaml.safe_load(text)["siaga"]
        samples += [sample for key in ("match", "no_match") for sample in own[key] if readable(sample)]
    return samples


def test_both_libraries_find_the_same_with_all_own_rules(own_samples: list[str]) -> None:
    folder: Path | None = own_rules()
    assert folder is not None
    rows = rows_of_requests(own_samples)
    found = []
    for library in (HyperscanLibrary(), Re2Library()):
        rule_set = RuleSet.load([folder], default_folder(), library)
        assert not rule_set.refused
        hits = Engine(rule_set).scan(rows)
        found.append(list(zip(hits.row.tolist(), hits.rule.tolist(), strict=True)))
    assert found[0] == found[1]
    assert len(found[0]) > len(own_samples) / 4
