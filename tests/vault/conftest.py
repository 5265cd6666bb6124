"""A vault in a folder, opened for writing by a clock that a test sets."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from siaga.vault.actions.create import create
from siaga.vault.actions.session import Session, writing
from siaga.vault.keys.ring import KeyRing, open_root
from siaga.vault.log.witnessing import NoWitness, Witnessing
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.note import Signer

ORIGIN = "siaga.kota.example/evidence"


@dataclass
class Desk:
    """A vault, its keys, and the time (UTC µs)."""

    folder: Path
    storage: Storage
    now_us: int

    def clock(self) -> int:
        """Return the time."""
        return self.now_us

    @property
    def ring(self) -> KeyRing:
        """The private keys."""
        return KeyRing(self.folder / "keys", ORIGIN)

    @property
    def root(self) -> Signer:
        """The root's signer."""
        return open_root(self.folder / "root" / "root.pem", ORIGIN)

    def open(self, witnessing: Witnessing | None = None) -> AbstractContextManager[Session]:
        """Open the vault for writing."""
        return writing(self.storage, lambda _: self.ring, witnessing or NoWitness(), self.clock)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a new vault, made on 2026-06-15 at 00:00:30 UTC."""
    at = int(datetime(2026, 6, 15, 0, 0, 30, tzinfo=UTC).timestamp()) * 1_000_000
    made = Desk(tmp_path, LocalStorage(tmp_path / "vault"), at)
    create(made.storage, made.ring, tmp_path / "root" / "root.pem", "n1", made.clock)
    return made
