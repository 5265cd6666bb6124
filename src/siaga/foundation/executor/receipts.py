"""Receipts in a folder: results that survive a kill, each with the hash of itself."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MARK = b"siaga.receipt/1 "
_HEADER = len(_MARK) + 64 + 1


@dataclass(frozen=True, slots=True)
class FolderReceipts:
    """A file per receipt, folder/<first 2 of key>/<key>: a line, then the result.

    The line is "siaga.receipt/1 " and the SHA-256 over the key, a line feed and the result.
    The hash tells a torn or misplaced file, not a forger: trust a receipt as you trust who may write there.
    Processes of several machines need a folder that all of them see; else work is repeated, nothing more.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return the result, or None if there is none, or one that is torn or altered."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        result = data[_HEADER:]
        return result if data[:_HEADER] == _header(key, result) else None

    def put(self, key: str, result: bytes) -> bool:
        """Write, sync, rename; say whether it worked (a full disk costs a repetition, not the result)."""
        path = self._path(key)
        unfinished = path.parent / f".new-{secrets.token_hex(8)}"
        try:
            path.parent.mkdir(0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(_header(key, result) + result)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            return False
        return True

    def clear(self) -> int:
        """Remove all receipts, and what killed processes left unfinished; return how many files."""
        files = [path for path in self.folder.glob("[0-9a-f][0-9a-f]/*") if path.is_file()]
        for path in files:
            path.unlink(missing_ok=True)
        return len(files)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _header(key: str, result: bytes) -> bytes:
    return _MARK + hashlib.sha256(key.encode() + b"\n" + result).hexdigest().encode() + b"\n"
