"""Where a text comes from: the file's identity, and what it had to be unpacked from."""

from __future__ import annotations

import hashlib
import os

from siaga.intake.reading.item_source import Opened
from siaga.vault.leaves.segment import Container, Generation

HEAD_BYTES = 1024
"""How much of a file tells its generation apart from another under the same inode (DESIGN §5)."""

_PIECE = 1024 * 1024


def generation_of(opened: Opened) -> Generation | None:
    """Return which file this is; None for a stream, which is none."""
    if opened.item.streamed:
        return None
    status = os.fstat(opened.descriptor)
    head = os.pread(opened.descriptor, HEAD_BYTES, 0)
    return Generation(status.st_dev, status.st_ino, hashlib.sha256(head).digest())


class Containers:
    """Hashes the files that texts were unpacked from, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], Container] = {}

    def of(self, opened: Opened, name: str) -> Container | None:
        """Return the file as it was handed over; None for a stream, which can be read only once."""
        item = opened.item
        if item.streamed:
            return None
        key = (item.path, *item.identity)
        if key not in self._known:
            digest, size = hashlib.sha256(), 0
            while data := os.pread(opened.descriptor, _PIECE, size):
                digest.update(data)
                size += len(data)
            self._known[key] = Container(name, digest.digest(), size)
        return self._known[key]
