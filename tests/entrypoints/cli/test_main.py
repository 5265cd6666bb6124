"""The command finds its subcommand and turns what happens into exit statuses."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verdict.check.logs import intrusion, text, visitors

from siaga.entrypoints.cli import check, main

from .conftest import PROGRAM, Said

Siaga = Callable[..., Said]


def test_help_explains_the_exit_statuses(siaga: Siaga) -> None:
    said = siaga("check", "--help")
    assert said.status == 0
    for word in ("10 entry", "20 cannot tell", "2 usage", "--site", "--json", "--rules"):
        assert word in " ".join(said.out.split())


def test_the_version_is_told(siaga: Siaga) -> None:
    assert siaga("--version").out == f"siaga {check.VERSION}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("guess",),
        ("check",),
        ("check", ".", "--jobs", "0"),
        ("check", ".", "--jobs", "many"),
        ("check", ".", "--min-coverage", "120"),
        ("check", ".", "--since", "yesterday"),
        ("check", ".", "--since", "2026-06-20", "--until", "2026-06-19"),
        ("check", ".", "--rules", "no-such-folder"),
        ("check", ".", "--only-rules"),
        ("check", ".", "--site-pattern", "logs/*.log"),
        ("check", ".", "--language", "fr"),
    ],
)
def test_wrong_use_is_2_with_a_word_of_why(siaga: Siaga, arguments: tuple[str, ...]) -> None:
    said = siaga(*arguments)
    assert said.status == main.USAGE
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_our_own_failure_is_1(siaga: Siaga, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "own_rules", lambda: None)
    (place / "access.log").write_bytes(text(visitors()))
    said = siaga("check", "access.log")
    assert said.status == main.OUR_FAILURE
    assert "rules" in said.err


def test_an_interruption_is_said_and_not_a_traceback(
    siaga: Siaga, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run", interrupted)
    (place / "access.log").write_bytes(text(visitors()))
    said = siaga("check", "access.log")
    assert said.status == 130
    assert "interrupted" in said.err


def test_a_reader_that_goes_away_is_no_error_of_ours(place: Path, environment: dict[str, str]) -> None:
    (place / "access.log").write_bytes(text(visitors(3, 100), intrusion(1)))
    command = [*PROGRAM, "check", "access.log", "--json", "-", "--quiet"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        errors = running.stderr.read().decode()
        running.wait()
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors
    assert running.returncode == main.OK
