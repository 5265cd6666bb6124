"""The command on real vaults in an empty folder, a clock that a test sets, and witnesses on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from siaga.entrypoints.cli.main import main
from siaga.entrypoints.cli.vault import init, keys, place, retain, status, verify, watch
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.log.reading import LogView
from siaga.vault.storage.opening import open_storage
from siaga.vault.witness.folder import create_witness, open_witness
from siaga.vault.witness.log_list import add_logs
from siaga.vault.witness.serve import WitnessServer

ORIGIN = "siaga.kota.example/evidence"
PROGRAM = (sys.executable, "-m", "siaga.entrypoints.cli.main")
Kind = TypeVar("Kind", bound=Leaf)


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended: exit status, and what it wrote."""

    status: int
    out: str
    err: str


Siaga = Callable[..., Said]


@dataclass
class Clock:
    """A clock that goes only where a test puts it (UTC µs)."""

    now_us: int

    def __call__(self) -> int:
        return self.now_us

    def at(self, *moment: int) -> None:
        """Set it to a moment: year, month, day, and perhaps hour, minute, second."""
        year, month, day, *rest = moment
        hour, minute, second = (*rest, 0, 0, 0)[:3]
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        self.now_us = int(at.timestamp()) * 1_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, which is the current one."""
    monkeypatch.delenv("SIAGA_VAULT", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def siaga(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Siaga:
    """Return a function that runs `siaga` with arguments, in this process."""
    assert folder.is_dir()

    def ran(*arguments: str) -> Said:
        try:
            ended = main(arguments)
        except SystemExit as stopped:
            ended = stopped.code if isinstance(stopped.code, int) else 1
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Said(ended, captured.out.decode(), captured.err.decode())

    return ran


@pytest.fixture
def vault(siaga: Siaga, folder: Path) -> Path:
    """Return the default vault, newly created."""
    made = siaga("vault", "init", "--origin", ORIGIN, "--node", "n1")
    assert made.status == 0, made.err
    return folder / "vault"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock of all acts, at 2026-06-15 00:00:30 UTC."""
    made = Clock(0)
    made.at(2026, 6, 15, 0, 0, 30)
    for module in (init, keys, place, retain, status, verify, watch):
        monkeypatch.setattr(module, "system_clock", made)
    return made


def leaves(vault: Path, kind: type[Kind]) -> list[Kind]:
    """Return the leaves of a kind, as they stand in the log."""
    return [leaf for _, leaf in LogView.newest(open_storage(str(vault))).leaves() if isinstance(leaf, kind)]


def indexes(vault: Path, kind: type[Leaf]) -> list[int]:
    """Return where the leaves of a kind stand in the log."""
    view = LogView.newest(open_storage(str(vault)))
    return [index for index, leaf in view.leaves() if isinstance(leaf, kind)]


def log_size(vault: Path) -> int:
    """Return how many leaves the log has."""
    return LogView.newest(open_storage(str(vault))).size


def log_vkey(vault: Path) -> str:
    """Return the newest verifier key that the vault's policy names."""
    lines = (vault / "policy").read_text().splitlines()
    return [line.split()[1] for line in lines if line.startswith("log ")][-1]


@dataclass
class RunningWitness:
    """A witness of ours that answers on loopback."""

    vkey: str
    url: str
    store: Path


@pytest.fixture
def witness(folder: Path, vault: Path) -> Iterator[RunningWitness]:
    """Run a witness that knows the vault's log; the vault's policy still knows nothing of it."""
    store = folder / "saksi"
    key = create_witness(store, "saksi.kota-b.example/w")
    add_logs(store, [log_vkey(vault)])
    server = WitnessServer(open_witness(store).app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield RunningWitness(key.text, f"http://127.0.0.1:{server.port}", store)
    finally:
        server.stop()
        thread.join(10)
        assert not thread.is_alive()


def policy_text(vault: Path, witness_vkey: str, url: str) -> str:
    """Return a policy by which this one witness must sign."""
    return f"log {log_vkey(vault)}\nwitness kota-b {witness_vkey} {url}\nquorum kota-b\n"


@pytest.fixture
def program(folder: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Return a function that starts `siaga` as a program of its own; what still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        running = subprocess.Popen(
            [*PROGRAM, *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        # Should it hang, the test fails instead of waiting for ever.
        alarm = threading.Timer(60, running.kill)
        alarm.daemon = True
        alarm.start()
        started.append(running)
        return running

    yield start
    for running in started:
        running.kill()
        running.communicate()
