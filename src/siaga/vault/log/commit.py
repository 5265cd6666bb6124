"""The steps that turn a batch of leaves into a new checkpoint, in the one order that survives a crash."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.vault import layout
from siaga.vault.log.head import Head
from siaga.vault.log.witnessing import Witnessing
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote, Signer
from siaga.vault.tlog.tiles import Growth, TileHashes, grow


def grown(storage: Storage, size: int, entries: Sequence[bytes]) -> Growth:
    """Return what has to be written when entries are appended to the tree of `size` leaves."""

    def read(path: str) -> bytes:
        return storage.read(layout.log_file(path))

    return grow(TileHashes(size, read), read, entries)


def write_tiles(storage: Storage, growth: Growth) -> None:
    """Write the new tiles and bundles; those that stand there already must be the same."""
    for path, data in growth.files.items():
        storage.create(layout.log_file(path), data)


def publish(
    storage: Storage,
    origin: str,
    before: Head | None,
    growth: Growth,
    signer: Signer,
    witnessing: Witnessing,
) -> Head:
    """Sign the grown tree, have it witnessed, and make it the checkpoint: the only commit point.

    Raise HistoryError if a witness knows better, ConflictError if another writer was first; then nothing is
    committed and the journal stays.
    """
    checkpoint = Checkpoint(origin, growth.size, growth.root)
    text = checkpoint.body()
    note = SignedNote(text, (signer.sign(text),))

    def read(path: str) -> bytes:
        return growth.files.get(path) or storage.read(layout.log_file(path))

    note = witnessing.cosign(note, TileHashes(growth.size, read))
    version = storage.replace(layout.CHECKPOINT, note.encode(), None if before is None else before.version)
    return Head(note, checkpoint, version)


def keep_witnessed(storage: Storage, head: Head) -> None:
    """Remember the newest checkpoint that a witness cosigned, for the dead-man alarm."""
    if len(head.note.signatures) > 1:
        known = storage.version(layout.WITNESSED)
        storage.replace(layout.WITNESSED, head.note.encode(), None if known is None else known.version)


def clear_superseded(storage: Storage, growth: Growth) -> None:
    """Remove the partial tiles in whose place a full one stands now (tlog-tiles, "Partial Tiles")."""
    for path in growth.superseded:
        storage.remove(layout.log_file(path))
