"""The command finds its subcommand and turns what happens into exit statuses."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verdict.check.logs import intrusion, text, visitors

from siaga.entrypoints.cli import check, main
from siaga.intake.reading.stream import BlockStream, open_blocks
from siaga.intake.reading.work_item import WorkItem
from siaga.verdict.check import processes

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
    assert running.returncode == check.EXIT["entry_confirmed"], "0 would read as: no evidence of entry"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("report", [[], ["--json", "-", "--quiet"]])
def test_a_full_disk_behind_stdout_is_told_and_never_read_as_no_evidence(
    place: Path, environment: dict[str, str], report: list[str]
) -> None:
    (place / "access.log").write_bytes(text(visitors()))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "check", "access.log", *report],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    said = done.stderr.decode()
    assert done.returncode == main.OUR_FAILURE
    assert "standard output: cannot write the report" in said
    assert "Traceback" not in said


def test_an_answer_that_cannot_be_filed_is_still_shown(siaga: Siaga, place: Path) -> None:
    (place / "access.log").write_bytes(text(visitors(3, 100), intrusion(1)))
    said = siaga("check", "access.log", "--html", "nowhere/report.html")
    assert said.status == main.USAGE
    assert "nowhere/report.html" in said.err
    assert "TERBUKTI" in said.out


def test_a_killed_reading_process_is_told_and_nothing_is_concluded(
    siaga: Siaga, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.log", "b.log"):
        (place / name).write_bytes(text(visitors()))
    this = os.getpid()

    def killed(item: WorkItem) -> BlockStream:
        if os.getpid() != this:
            os.kill(os.getpid(), signal.SIGKILL)
        return open_blocks(item)

    monkeypatch.setattr(processes, "open_blocks", killed)
    said = siaga("check", "a.log", "b.log", "--jobs", "2")
    assert said.status == main.OUR_FAILURE
    assert "killed" in said.err
    assert said.out == ""


def test_nothing_read_is_never_told_as_nothing_found(siaga: Siaga, place: Path) -> None:
    said = siaga("check", "gone.log")
    assert said.status == check.EXIT["cannot_tell"]
    assert "Tidak ada temuan" not in said.out
    assert "berkas tidak ada" in said.out
