"""Read, write and check a proof that can be verified offline: leaf, path and checkpoint (C2SP tlog-proof)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from siaga.vault.errors import ProofError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.proofs import check_inclusion
from siaga.vault.tlog.spelling import from_base64, from_decimal, hash_from_base64, to_base64

HEADER: Final = "c2sp.org/tlog-proof@v1"

MOST_HASHES: Final = 63
"""Hashes in a path at most: a tree of 2**63 - 1 leaves is no higher."""


@dataclass(frozen=True)
class TlogProof:
    """That a leaf stands at `index` in the tree of a checkpoint.

    `path` are the hashes from the leaf's sibling up to the root's child, `checkpoint` the signed note
    as its log issued it, `extra` bytes that nothing authenticates.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def encode(self) -> bytes:
        """Return the bytes of the proof file."""
        lines = [HEADER, f"index {self.index}", *map(to_base64, self.path), ""]
        if self.extra:
            lines.insert(1, f"extra {to_base64(self.extra)}")
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint

    @classmethod
    def parse(cls, data: bytes, place: str) -> Self:
        """Read a proof file; ProofError if it is malformed. The checkpoint in it is not read yet."""
        head, gap, checkpoint = data.partition(b"\n\n")
        try:
            index, path, extra = _head(head.decode("ascii"))
        except ValueError as error:
            raise ProofError(place, str(error)) from error
        if not gap or not checkpoint:
            raise ProofError(place, "no checkpoint after an empty line")
        if len(path) > MOST_HASHES:
            raise ProofError(place, f"a path of more than {MOST_HASHES} hashes")
        return cls(index, path, checkpoint, extra)

    def check(self, leaf: bytes, checkpoint: Checkpoint) -> None:
        """Raise ProofError unless the proof leads from the leaf's data to the root of `checkpoint`.

        `checkpoint` is what `Policy.check` made of the note in `self.checkpoint`: a proof says nothing before
        its signatures are verified.
        """
        check_inclusion(self.index, checkpoint.size, leaf_hash(leaf), checkpoint.root, self.path)


def _head(text: str) -> tuple[int, tuple[bytes, ...], bytes]:
    """Return index, path and extra data; ValueError if a line is malformed."""
    header, *lines = text.split("\n")
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = from_base64(lines.pop(0).removeprefix("extra "))
        if not extra:
            raise ValueError("an extra line without data")
    if header != HEADER or not lines or not lines[0].startswith("index "):
        raise ValueError(f"does not begin with {HEADER} and an index")
    return from_decimal(lines[0].removeprefix("index ")), tuple(map(hash_from_base64, lines[1:])), extra
