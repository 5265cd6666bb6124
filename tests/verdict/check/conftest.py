"""A check with our own rules on logs that a test lays down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from siaga.detection.engine.rule_set import RuleSet
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.run import run
from siaga.verdict.result import CheckResult


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that lays files (name, content) down in the test's own folder, to work there."""
    monkeypatch.chdir(tmp_path)

    def laid(files: dict[str, bytes]) -> None:
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)

    return laid


@pytest.fixture
def check(
    own_rule_set: RuleSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., CheckResult]:
    """Return a function that checks inputs, relative to the test's folder, with any option."""
    monkeypatch.chdir(tmp_path)

    def checked(*inputs: str, **options: Any) -> CheckResult:
        return run(CheckOptions(inputs, (), **options), own_rule_set)

    return checked
