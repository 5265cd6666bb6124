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
    """Return which file this is; None for a stream, which is none, and where it can't be told (noted)."""
    item = opened.item
    if item.streamed:
        return None
    try:
        status = os.fstat(opened.descriptor)
        # A file that is growing is sealed as it was when planned, and so is its head.
        head = os.pread(opened.descriptor, min(HEAD_BYTES, item.file_size), 0)
    except OSError as error:
        _tell(opened, error)
        return None
    return Generation(status.st_dev, status.st_ino, hashlib.sha256(head).digest())


def tell_replaced(opened: Opened, known: Generation | None) -> None:
    """Tell if the file does not begin any more as it did: it was emptied and written anew meanwhile."""
    now = None if known is None else generation_of(opened)
    if now is not None and known is not None and now.head_sha256 != known.head_sha256:
        opened.notebook.add(opened.item.file.name, "damaged", "rewritten while it was read")


def _tell(opened: Opened, error: OSError) -> None:
    opened.notebook.add(opened.item.file.name, "input_error", error.strerror or type(error).__name__)


class Containers:
    """Hashes the files that texts were unpacked from, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], Container] = {}

    def of(self, opened: Opened, name: str) -> Container | None:
        """Return the file as it was handed over; None for a stream, which can be read only once.

        None also where it can't be read again, which is noted.
        """
        item = opened.item
        if item.streamed:
            return None
        key = (item.path, *item.identity)
        if key not in self._known:
            digest, size = hashlib.sha256(), 0
            try:
                while data := os.pread(opened.descriptor, min(_PIECE, item.file_size - size), size):
                    digest.update(data)
                    size += len(data)
            except OSError as error:
                _tell(opened, error)
                return None
            self._known[key] = Container(name, digest.digest(), size)
        return self._known[key]
