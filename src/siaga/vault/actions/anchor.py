"""Has the newest checkpoint stamped by a time-stamping authority, and keeps both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siaga.vault import layout
from siaga.vault.anchors.check import Stamp
from siaga.vault.anchors.tsa import Stamped
from siaga.vault.errors import VaultUsageError
from siaga.vault.log.head import read_head
from siaga.vault.storage.contract import Storage


@dataclass(frozen=True, slots=True)
class Anchored:
    """The tree that was stamped, and what the authority says."""

    size: int
    stamp: Stamp


def anchor(storage: Storage, get: Callable[[bytes], Stamped]) -> Anchored:
    """Stamp the newest checkpoint (`get` asks the authority for its bytes) and keep checkpoint and stamp.

    What is kept of a size already stays: a stamp is not replaced by a later one.
    """
    head = read_head(storage)
    if head is None:
        raise VaultUsageError(storage.place, "there is no checkpoint to stamp")
    size = head.checkpoint.size
    kept = storage.version(layout.history(size))
    data = head.note.encode() if kept is None else kept.data
    stamped = get(data)
    storage.create(layout.history(size), data)
    if storage.version(layout.anchor(size)) is None:
        storage.create(layout.anchor(size), stamped.response)
    return Anchored(size, stamped.stamp)
