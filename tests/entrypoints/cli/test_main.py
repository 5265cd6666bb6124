"""The command finds its subcommand and turns what happens into exit statuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verdict.check.logs import intrusion, text, visitors

from siaga.entrypoints.cli import check, main
from siaga.foundation.version import VERSION
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
    assert siaga("--version").out == f"siaga {VERSION}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("guess",),
        ("check",),
        ("check", ".", "--vault", "vault"),
        ("check", "--vault", "vault", "--seal", "vault"),
        ("check", "--vault", "no-such-vault"),
        ("check", ".", "--seal", "no-such-vault"),
        ("vault",),
        ("vault", "guess"),
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


def test_an_error_obeys_no_escape_of_a_name_in_it(siaga: Siaga) -> None:
    said = siaga("check", "--vault", "no\x1b[2J\x9b\nsiaga: forged")
    assert said.status == main.USAGE
    assert "no\\x1b[2J\\x9b\n  siaga: forged" in said.err


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


def test_the_menu_names_every_subcommand(siaga: Siaga) -> None:
    said = siaga("--help")
    assert said.status == 0
    for word in ("check", "vault"):
        assert f"    {word} " in said.out


@pytest.mark.parametrize(
    ("arguments", "loaded", "not_loaded"),
    [
        (
            ("check", "access.log"),
            ("siaga.detection.engine.engine",),
            ("cryptography", "siaga.entrypoints.cli.vault"),
        ),
        (
            ("vault", "policy"),
            ("siaga.vault.tlog.policy", "cryptography"),
            ("siaga.entrypoints.cli.check", "siaga.entrypoints.cli.vault.seal"),
        ),
    ],
)
def test_only_what_was_asked_for_is_loaded(
    place: Path,
    environment: dict[str, str],
    arguments: tuple[str, ...],
    loaded: tuple[str, ...],
    not_loaded: tuple[str, ...],
) -> None:
    (place / "access.log").write_bytes(text(visitors()))
    script = (
        "import sys\n"
        "from siaga.entrypoints.cli.main import main\n"
        f"main({arguments!r})\n"
        f"assert not [name for name in {loaded!r} if name not in sys.modules]\n"
        f"told = [name for name in {not_loaded!r} if name in sys.modules]\n"
        "sys.stderr.write(f'\\nloaded: {told}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "loaded: []"


def test_sealing_while_checking_and_checking_what_is_sealed_say_the_same(siaga: Siaga, place: Path) -> None:
    (place / "kota.example").mkdir()
    (place / "kota.example" / "access.log").write_bytes(text(visitors(3, 48), intrusion(1)))
    assert siaga("vault", "init", "--origin", "siaga.kota.example/evidence", "--vault", "v").status == 0
    said = [
        siaga("check", *way, "--json", "-", "--quiet")
        for way in (("kota.example",), ("kota.example", "--seal", "v"), ("--vault", "v"))
    ]
    assert [each.status for each in said] == [check.EXIT["entry_confirmed"]] * 3
    assert said[0].out
    assert said[1].out == said[2].out == said[0].out


def test_what_is_sealed_while_checking_is_read_in_the_report_s_zone(siaga: Siaga, place: Path) -> None:
    form = '$remote_addr $time_iso8601 "$request" $status $body_bytes_sent'
    (place / "access.log").write_text('192.0.2.7 2026-06-15T12:00:00 "GET / HTTP/1.1" 200 512\n')
    assert siaga("vault", "init", "--origin", "siaga.kota.example/evidence", "--vault", "v").status == 0
    siaga("check", "access.log", "--seal", "v", "--zone", "WIT", "--log-format", form, "--quiet")
    shown = siaga("vault", "status", "--vault", "v", "--zone", "WIT").out
    assert "2026-06-15 12:00:00 WIT" in shown
