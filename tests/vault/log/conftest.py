"""A log in memory's reach: a local storage with the first leaves of a log, and its key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import encode_leaf
from siaga.vault.log.appending import Log
from siaga.vault.log.reading import LogView
from siaga.vault.log.witnessing import NoWitness, Witnessing
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.note import Signer

ORIGIN = "siaga.kota.example/evidence"
NOON_US = 1_793_534_400_000_000


def signer(number: int) -> Signer:
    """Return the key of an epoch: always the same one."""
    return Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32))


@dataclass
class Desk:
    """A storage, the time (UTC µs), and how to open and fill the log in it."""

    storage: LocalStorage
    now_us: int = NOON_US

    def clock(self) -> int:
        """Return the time."""
        return self.now_us

    def open(self, *signers: Signer, witnessing: Witnessing | None = None) -> Log:
        """Open the log for writing with these keys (the first epoch's unless told otherwise)."""
        return Log(self.storage, ORIGIN, signers or [signer(1)], witnessing or NoWitness(), self.clock)

    def act(self, what: str) -> ActionLeaf:
        """Return a leaf of now."""
        return ActionLeaf(self.now_us, "petugas", what)

    def entry(self, what: str) -> bytes:
        """Return such a leaf's bytes."""
        return encode_leaf(self.act(what))

    def key(self, number: int) -> KeyLeaf:
        """Return the leaf that admits an epoch's key."""
        return KeyLeaf(self.now_us, number, signer(number).verifier.text, "")

    @property
    def view(self) -> LogView:
        """The log as it stands."""
        return LogView.newest(self.storage)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk over a log that holds its first key and one act."""
    made = Desk(LocalStorage(tmp_path / "vault"))
    log = made.open()
    log.append([made.key(1)])
    log.append([made.act("mulai")])
    return made
