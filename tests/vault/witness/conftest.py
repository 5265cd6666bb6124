"""A growing log, its fork, and witnesses on loopback, for the tests of this folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.cosignature import Cosigner
from siaga.vault.tlog.hashes import MemoryHashes, root
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.note import SignedNote, Signer, VerifierKey
from siaga.vault.tlog.proofs import consistency_path
from siaga.vault.witness.app import WitnessApp
from siaga.vault.witness.cosigning import Witness
from siaga.vault.witness.request import AddCheckpoint
from siaga.vault.witness.serve import WitnessServer
from siaga.vault.witness.store import WitnessStore

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ORIGIN = "siaga.kota.example/evidence"


@dataclass
class Log:
    """A log of numbered leaves; a `word` of its own from leaf `fork_at` on makes it a fork of the others."""

    origin: str = ORIGIN
    seed: int = 1
    word: str = "leaf"
    fork_at: int = 0
    leaves: int = 40
    signer: Signer = field(init=False)
    hashes: MemoryHashes = field(init=False)

    def __post_init__(self) -> None:
        self.signer = Signer(self.origin, Ed25519PrivateKey.from_private_bytes(bytes([self.seed]) * 32))
        words = ["leaf" if n < self.fork_at else self.word for n in range(self.leaves)]
        self.hashes = MemoryHashes([leaf_hash(f"{word} {n}".encode()) for n, word in enumerate(words)])

    @property
    def vkey(self) -> VerifierKey:
        return self.signer.verifier

    def checkpoint(self, size: int) -> Checkpoint:
        return Checkpoint(self.origin, size, root(self.hashes, size))

    def note(self, size: int, *more: Signer) -> SignedNote:
        text = self.checkpoint(size).body()
        return SignedNote(text, tuple(each.sign(text) for each in (self.signer, *more)))

    def request(self, old: int, size: int, proof: Sequence[bytes] | None = None) -> bytes:
        path = consistency_path(self.hashes, old, size) if proof is None else tuple(proof)
        return AddCheckpoint(old, path, self.note(size).encode()).encode()


class Clock:
    """Seconds that go only where a test puts them."""

    def __init__(self, now_s: int = 1_790_000_000) -> None:
        self.now_s = now_s

    def __call__(self) -> int:
        return self.now_s


@dataclass
class Desk:
    """A witness with its store, key and clock at hand."""

    store: WitnessStore
    cosigner: Cosigner
    logs: dict[str, tuple[VerifierKey, ...]]
    clock: Clock

    @property
    def witness(self) -> Witness:
        return Witness(self.store, self.cosigner, lambda: self.logs, self.clock)

    @property
    def app(self) -> WitnessApp:
        return WitnessApp(self.witness, self.witness.check_memory)


def new_desk(folder: Path, *logs: Log, name: str = "saksi.example/w1", seed: int = 200) -> Desk:
    """Set up a witness of these logs."""
    cosigner = Cosigner(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))
    keys: dict[str, tuple[VerifierKey, ...]] = {each.origin: (each.vkey,) for each in logs}
    return Desk(WitnessStore.create(folder), cosigner, keys, Clock())


@contextmanager
def served(app: WSGIApplication) -> Iterator[str]:
    """Serve an application on a free port of loopback; yield its address."""
    server = WitnessServer(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.stop()
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def log() -> Log:
    """Return the true log."""
    return Log()


@pytest.fixture
def desk(tmp_path: Path, log: Log) -> Desk:
    """Return a witness that knows the log."""
    return new_desk(tmp_path / "witness", log)


@pytest.fixture
def url(desk: Desk) -> Iterator[str]:
    """Return the address of that witness."""
    with served(desk.app) as address:
        yield address
