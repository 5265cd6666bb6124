"""What a witness must never forget: the latest checkpoint of each log, and proofs of misbehaviour."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from siaga.vault.errors import VaultUsageError
from siaga.vault.keys.private_files import make_private_folder, sync_folder
from siaga.vault.witness.durable import replace_file

MOST_EVIDENCE = 1_000
"""Files of evidence kept in one folder; with `MOST_BYTES` of a request each at most 150 MB."""

_CHECKPOINTS, _EVIDENCE = "checkpoints", "evidence"


def origin_hash(origin: str) -> str:
    """Return the name under which a log's checkpoint is kept and served: SHA-256 of its origin, hex."""
    return sha256(origin.encode()).hexdigest()


class WitnessStore:
    """A folder with `checkpoints/<origin hash>` (a signed note each) and `evidence/<kind>/<hash>.json`.

    VaultUsageError if the folder was never set up: a witness that lost its memory could be led to cosign a
    fork, so it must be retired and begin anew under another name and key.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._checkpoints = folder / _CHECKPOINTS
        self._evidence = folder / _EVIDENCE
        if not self._checkpoints.is_dir() or not self._evidence.is_dir():
            raise VaultUsageError(
                str(folder),
                "no witness's store: set one up with siaga vault witness init (and if there was one, retire"
                " its name and key, for what it cosigned is forgotten)",
            )

    @classmethod
    def create(cls, folder: Path) -> WitnessStore:
        """Set up an empty store; VaultUsageError if there is one."""
        make_private_folder(folder)
        for name in (_EVIDENCE, _CHECKPOINTS):
            try:
                (folder / name).mkdir(mode=0o700)
            except FileExistsError as error:
                raise VaultUsageError(str(folder), "there is a witness's store already") from error
        sync_folder(folder)
        return cls(folder)

    @contextmanager
    def locked(self, origin: str) -> Iterator[None]:
        """Hold the log's lock, against other threads and processes alike; OSError."""
        with (self._checkpoints / f"{origin_hash(origin)}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def latest(self, hashed_origin: str) -> bytes | None:
        """Return the latest cosigned checkpoint (a signed note), None if there never was one; OSError."""
        try:
            return (self._checkpoints / hashed_origin).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, origin: str, note: bytes) -> None:
        """Replace the latest checkpoint, durably; to be called with the lock held; OSError."""
        replace_file(self._checkpoints / origin_hash(origin), note)

    def keep_evidence(self, kind: str, about: bytes, record: bytes) -> bool:
        """Keep a record of misbehaviour; say whether it is kept now; OSError.

        The same `about` (the signed text) is kept once, so that nobody can fill the disk by sending it
        again with other proofs; beyond `MOST_EVIDENCE` of a kind nothing is added, and nothing is ever
        removed.
        """
        folder = self._evidence / kind
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{sha256(about).hexdigest()}.json"
        if path.exists():
            return True
        if len(self.evidence(kind)) >= MOST_EVIDENCE:
            return False
        replace_file(path, record)
        return True

    def evidence(self, kind: str) -> tuple[Path, ...]:
        """Return the files of evidence of this kind, sorted by name."""
        return tuple(sorted((self._evidence / kind).glob("*.json")))
