"""The command, called in-process or as a program, on logs that a test lays down."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from siaga.detection.engine.rule_set import RuleSet
from siaga.entrypoints.cli.main import main

PROGRAM = (sys.executable, "-m", "siaga.entrypoints.cli.main")


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended: exit status, and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_rule_set: RuleSet, rules_cache: Path) -> Path:
    """Return an empty folder to work in, with compiled rules at hand."""
    assert own_rule_set.rules
    monkeypatch.setenv("SIAGA_CACHE", str(rules_cache))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def siaga(place: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return a function that runs `siaga` with arguments, in this process."""
    assert place.is_dir()

    def ran(*arguments: str) -> Said:
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return ran


@pytest.fixture
def environment(place: Path) -> dict[str, str]:
    """Return the environment for `siaga` as a program of its own."""
    assert place.is_dir()
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
