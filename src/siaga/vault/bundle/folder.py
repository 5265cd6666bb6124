"""Writes a bundle's files into a folder, and lists them with their hashes in `bundle.json`."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from siaga.vault.bundle.case import Case
from siaga.vault.canonical import Json, encode
from siaga.vault.errors import VaultUsageError
from siaga.vault.record import to_json

LISTING = "bundle.json"
_KIND = "bundle/1"


class BundleFolder:
    """A bundle being written beside its place, into which it is put when it is whole.

    Files are 0600 and folders 0700: evidence holds personal data.
    """

    def __init__(self, out: Path) -> None:
        if out.exists():
            raise VaultUsageError(str(out), "something stands there already")
        self._out = out
        self.path = out.with_name(f".{out.name}.unfinished")
        self._files: list[Json] = []
        try:
            self.path.mkdir(mode=0o700, parents=True)
        except FileExistsError as error:
            raise VaultUsageError(
                str(self.path), "left by an export that was interrupted: remove it"
            ) from error

    def add(self, name: str, data: bytes) -> None:
        """Write one file."""
        self._write(name, data)
        self._files.append({"path": name, "sha256": sha256(data).hexdigest(), "size": len(data)})

    def finish(self, case: Case) -> bytes:
        """Write the list of files and return it."""
        listing = encode({"kind": _KIND, "case": to_json(case), "files": self._files})
        self._write(LISTING, listing)
        return listing

    def publish(self) -> None:
        """Put the whole folder in its place."""
        self.path.rename(self._out)

    def _write(self, name: str, data: bytes) -> None:
        path = self.path / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
