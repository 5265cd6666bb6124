"""The vault's commands on a Dask cluster answer as they do here, whatever dies meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, suppress
from pathlib import Path
from typing import Any

import pytest
from tests.foundation.executor.dask_processes import Processes, processes

from siaga.foundation.clock import system_clock
from siaga.intake.deriving.derive import Deriver
from siaga.intake.sealing.run import seal
from siaga.vault.actions.create import create
from siaga.vault.actions.session import writing
from siaga.vault.keys.ring import KeyRing
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.storage.local import LocalStorage

from .vault_estate import small_pieces

SIAGA = str(Path(sys.executable).with_name("siaga"))
FILES, LINES = 24, 250
SOME = 3
"""Receipts by which a job is in its middle."""

LINE = '192.0.2.{} - - [01/Nov/2026:10:{:02}:{:02} +0700] "GET {} HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n'
INDICATORS = "/berita/77 \n192.0.2.64/28\n/uploads/x.php\n"
RULE = """
title: Berita 123
id: 2c1f0f0e-5b0f-4a3c-9d0e-6a1f7b1c9e11
logsource: {category: webserver}
detection:
  selection: {cs-uri-stem: /berita/123}
  condition: selection
level: high
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a vault of two dozen segments and more, and a file of indicators."""
    monkeypatch.setenv("SIAGA_CACHE", str(tmp_path / "cache"))
    for file in range(FILES):
        place = tmp_path / "logs" / f"situs{file:02}.example"
        place.mkdir(parents=True)
        targets = [f"/berita/{number}" if number % 50 else "/uploads/x.php?c=id" for number in range(LINES)]
        rows = [LINE.format(at % 200, at // 60, at % 60, target) for at, target in enumerate(targets)]
        (place / "access.log").write_text("".join(rows))
    (tmp_path / "ioc").write_text(INDICATORS)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "berita.yml").write_text(RULE)
    storage, ring = LocalStorage(tmp_path / "vault"), KeyRing(tmp_path / "keys", "siaga.example/evidence")
    create(storage, ring, tmp_path / "root.pem", "node", system_clock)
    # The commands are run in this folder, the workers are not.
    with (
        writing(storage, lambda _: ring, NoWitness(), system_clock) as session,
        small_pieces(),
        chdir(tmp_path),
    ):
        seal(session, ["logs"], Deriver(), agent="node", who="petugas")
    return tmp_path


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Processes]:
    with processes(tmp_path) as started:
        started.scheduler()
        yield started


def _start(city: Path, *arguments: str) -> subprocess.Popen[bytes]:
    vault = [] if "logs" in arguments else ["--vault", "vault"]
    keys = ["--keys", "keys"] if arguments[1] in {"hunt", "reindex"} else []
    return subprocess.Popen(
        [SIAGA, *arguments, *vault, *keys],
        cwd=city,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"},
    )


def _ended(process: subprocess.Popen[bytes], expected: int) -> str:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == expected, (out[-2000:], errors.decode())
    return errors.decode()


def _hunt(city: Path, executor: str, out: str = "hunt.json") -> subprocess.Popen[bytes]:
    return _start(city, "vault", "hunt", "-i", "ioc", "--json", out, "--executor", executor)


def _found(path: Path) -> tuple[list[str], dict[str, Any]]:
    """Return the hits and the sum, without what tells one hunt from the next."""
    *hits, last = path.read_text().splitlines()
    told = json.loads(last)
    return hits, {key: told[key] for key in told if key not in {"tree_size", "leaf_index"}}


def _in_the_middle(process: subprocess.Popen[bytes], receipts: Path) -> dict[Path, int]:
    """Wait until some of the work is done; return the receipts by their inodes."""
    while len(found := {each: each.stat().st_ino for each in receipts.rglob("?" * 64)}) < SOME:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)
            raise AssertionError(process.communicate())
    return found


def _hunted_here(city: Path) -> tuple[list[str], dict[str, Any]]:
    _ended(_hunt(city, "local", "here.json"), 10)
    found = _found(city / "here.json")
    assert len(found[0]) == found[1]["hits"] > FILES * 10
    return found


def test_each_command_answers_as_it_does_here(city: Path, cluster: Processes) -> None:
    cluster.worker("--nworkers", "2", "--nthreads", "2")
    there = f"dask://{cluster.address}"
    here = _hunted_here(city)
    _ended(_hunt(city, there), 10)
    assert _found(city / "hunt.json") == here

    def asked(command: str, *options: str) -> list[bytes]:
        answers = []
        for executor in ("local", there):
            process = _start(city, *command.split(), *options, "--executor", executor)
            answers.append(process.communicate(timeout=120)[0])
            assert process.returncode in {0, 10}, answers
        return answers

    verified = [json.loads(each) for each in asked("vault verify", "--deep", "--json")]
    assert verified[0] == verified[1]
    assert verified[0]["state"] == "ok"
    for name, *options in (["local"], ["dask", "--executor", there], ["files", "logs", "--executor", there]):
        _ended(_start(city, "check", *options, "--rules", "rules", "-q", "--json", name), 10)
    assert len({(city / name).read_bytes() for name in ("local", "dask", "files")}) == 1
    before = _columns(city)
    _ended(_start(city, "vault", "reindex", "--all", "--executor", there), 0)
    assert _columns(city) == before


def _columns(city: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (city / "vault" / "index").rglob("*.parquet")}


def _one_that_keeps_what_it_gets(started: Processes) -> int:
    """Start a worker that takes work and never gives it back, so that none can end before it dies."""
    doomed = started.worker("--no-nanny")
    os.kill(doomed.pid, signal.SIGSTOP)
    return doomed.pid


def test_a_worker_killed_in_mid_hunt_changes_nothing(city: Path, cluster: Processes) -> None:
    here = _hunted_here(city)
    cluster.worker("--no-nanny")
    doomed = _one_that_keeps_what_it_gets(cluster)
    hunting = _hunt(city, f"dask://{cluster.address}")
    _in_the_middle(hunting, city / "cache" / "receipts")
    os.kill(doomed, signal.SIGKILL)
    _ended(hunting, 10)
    assert _found(city / "hunt.json") == here


def _check(city: Path, executor: str, out: str) -> subprocess.Popen[bytes]:
    return _start(city, "check", "-q", "--json", out, "--executor", executor, "--receipts", "kept")


def _cut_off(running: subprocess.Popen[bytes], receipts: Path, scheduler: int) -> dict[Path, int]:
    """Kill the scheduler in the middle of a command; return the receipts of what was done."""
    _in_the_middle(running, receipts)
    os.kill(scheduler, signal.SIGKILL)
    assert "run the job again" in _ended(running, 1)
    return _in_the_middle(running, receipts)


def test_after_a_restart_of_the_scheduler_commands_resume(city: Path, tmp_path: Path) -> None:
    hunted = _hunted_here(city)
    _ended(_start(city, "check", "-q", "--json", "checked"), 10)
    with processes(tmp_path / "first") as started:
        scheduler = started.scheduler()
        there, port = f"dask://{started.address}", int(started.address.rpartition(":")[2])
        started.worker("--no-nanny")
        _one_that_keeps_what_it_gets(started)
        _cut_off(_hunt(city, there), city / "cache" / "receipts", scheduler.pid)
    with processes(tmp_path / "second") as started:
        scheduler = started.scheduler(port)
        started.worker("--no-nanny")
        _ended(_hunt(city, there), 10)
        _one_that_keeps_what_it_gets(started)
        kept = _cut_off(_check(city, there, "again"), city / "kept", scheduler.pid)
    with processes(tmp_path / "third") as started:
        started.scheduler(port)
        started.worker("--no-nanny")
        _ended(_check(city, there, "again"), 10)
    assert _found(city / "hunt.json") == hunted
    assert (city / "again").read_bytes() == (city / "checked").read_bytes()
    # What is done again is written again, as another file.
    assert {each: each.stat().st_ino for each in kept} == kept
