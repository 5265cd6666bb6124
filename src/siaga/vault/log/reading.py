"""Reads a log back: its entries, checked against its tree, and proofs out of its tiles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from siaga.vault import layout
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.leaves.kinds import Leaf, decode_leaf
from siaga.vault.log.head import Head, read_head
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.hashes import root
from siaga.vault.tlog.merkle import leaf_hash, root_of
from siaga.vault.tlog.proof_file import TlogProof
from siaga.vault.tlog.proofs import check_inclusion, consistency_path, inclusion_path
from siaga.vault.tlog.tiles import TILE_WIDTH, TileHashes, bundle_path, decode_bundle


class LogView:
    """The log as one checkpoint (`head`) shows it; all that is read is checked against its root."""

    def __init__(self, storage: Storage, head: Head) -> None:
        self.head = head
        self._storage = storage

    @classmethod
    def newest(cls, storage: Storage) -> LogView:
        """Open the log at its newest checkpoint; raise MissingError where no log was begun."""
        head = read_head(storage)
        if head is None:
            raise MissingError(f"{storage.place}/{layout.CHECKPOINT}", "there is no checkpoint")
        return cls(storage, head)

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self.head.checkpoint.size

    @cached_property
    def hashes(self) -> TileHashes:
        """The tree's hashes out of its tiles; raise TamperedError if they don't lead to the root."""
        hashes = TileHashes(self.size, self.read)
        if root(hashes, self.size) != self.head.checkpoint.root:
            raise TamperedError(layout.CHECKPOINT, "the tiles do not lead to its root")
        return hashes

    def read(self, path: str) -> bytes:
        """Return a tile or bundle by its C2SP path."""
        return self._storage.read(layout.log_file(path))

    def bundle(self, index: int) -> list[bytes]:
        """Return the entries of a bundle as they stand in storage; raise TamperedError, MissingError."""
        width = min(TILE_WIDTH, self.size - index * TILE_WIDTH)
        try:
            path = bundle_path(index, width)
            data = self.read(path)
        except MissingError:
            # A full bundle may have taken the partial one's place.
            path = bundle_path(index)
            data = self.read(path)
        entries = decode_bundle(data, layout.log_file(path))
        if len(entries) < width:
            raise TamperedError(layout.log_file(path), f"{len(entries)} entries instead of {width}")
        return entries[:width]

    def entry(self, index: int) -> bytes:
        """Return one leaf's bytes, once they lead to the checkpoint's root; raise TamperedError."""
        data = self.bundle(index // TILE_WIDTH)[index % TILE_WIDTH]
        if leaf_hash(data) != self.hashes.subtree(0, index):
            raise TamperedError(f"leaf {index}", "its bytes have another hash than the tree")
        # Its tile may have been changed with it: the root is worked out from those above.
        path = inclusion_path(self.hashes, index, self.size)
        check_inclusion(index, self.size, leaf_hash(data), self.head.checkpoint.root, path)
        return data

    def leaf(self, index: int) -> Leaf:
        """Return one leaf, checked."""
        return decode_leaf(self.entry(index), f"leaf {index}")

    @cached_property
    def entries(self) -> list[bytes]:
        """All leaves' bytes, once their own hashes lead to the checkpoint's root; raise TamperedError."""
        found: list[bytes] = []
        for index in range(-(-self.size // TILE_WIDTH)):
            found += self.bundle(index)
        if root_of([leaf_hash(each) for each in found]) != self.head.checkpoint.root:
            self._blame(found)
        return found

    def _blame(self, entries: list[bytes]) -> None:
        for index, data in enumerate(entries):
            if leaf_hash(data) != self.hashes.subtree(0, index):
                raise TamperedError(f"leaf {index}", "its bytes have another hash than the tree")
        raise TamperedError(layout.CHECKPOINT, "the leaves do not lead to its root")

    def leaves(self, kind: str = "") -> Iterator[tuple[int, Leaf]]:
        """Yield the leaves, or those of one kind ("segment/1"), with their index."""
        # Canonical JSON spells a kind in one way; decoding all to look at it would take ten times as long.
        mark = f'"kind":"{kind}"'.encode()
        for index, data in enumerate(self.entries):
            if not kind or mark in data:
                leaf = decode_leaf(data, f"leaf {index}")
                if not kind or kind == leaf.KIND:
                    yield index, leaf

    def proof(self, index: int) -> TlogProof:
        """Return the proof that a leaf is in the log, with the checkpoint and all its cosignatures."""
        path = inclusion_path(self.hashes, index, self.size)
        return TlogProof(index, path, self.head.note.encode())

    def consistency(self, old: int) -> tuple[bytes, ...]:
        """Return the proof that this log begins with the first `old` leaves of itself as it was then."""
        return consistency_path(self.hashes, old, self.size)
