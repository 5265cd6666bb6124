"""Rule sets made of a few lines of YAML, for the tests of the engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import settings

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import rows_of_requests
from siaga.detection.engine.scanner import Library

# A busy machine may take longer over one example than Hypothesis' default allows.
settings.register_profile("siaga", deadline=None)
settings.load_profile("siaga")


def rule_text(name: str, detection: str, source: str = "category: webserver", more: str = "") -> str:
    indented = "\n".join(f"  {line}" for line in detection.strip().splitlines())
    return (
        f"title: {name}\nid: {uuid5(NAMESPACE_URL, name)}\nname: {name}\nlevel: high\ndescription: d\n"
        f"logsource:\n  {source}\ndetection:\n{indented}\n{more}"
    )


@pytest.fixture
def make_rule() -> Callable[..., str]:
    """Return the function that writes a rule's text."""
    return rule_text


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., RuleSet]:
    """Return a function that loads rules given as name=detection, or whole files by keyword `files`."""

    def loaded(
        *, files: dict[str, str] | None = None, library: Library | None = None, **detections: str
    ) -> RuleSet:
        folder = tmp_path / "rules"
        folder.mkdir(exist_ok=True)
        texts = {f"{name}.yml": rule_text(name, detection) for name, detection in detections.items()}
        for name, text in {**texts, **(files or {})}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return RuleSet.load([folder], None, library)

    return loaded


@pytest.fixture
def fired(load: Callable[..., RuleSet]) -> Callable[..., list[str]]:
    """Return a function that tells which of the rules (name=detection) fire on one sample line."""

    def names(sample: str, **detections: str) -> list[str]:
        rule_set = load(**detections)
        assert not rule_set.refused, rule_set.refused
        hits = Engine(rule_set).scan(rows_of_requests([sample]))
        return [rule_set.rules[number].title for number in hits.rule.tolist()]

    return names
