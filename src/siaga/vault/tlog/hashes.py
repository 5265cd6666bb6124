"""Read the hashes of a tree of known size, from wherever they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from siaga.vault.errors import ProofError
from siaga.vault.tlog.merkle import EMPTY_ROOT, complete_levels, node_hash


class HashReader(Protocol):
    """The hashes of a tree (RFC 6962 §2.1)."""

    @property
    def size(self) -> int:
        """Leaves of the tree."""
        ...

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of the `index`-th complete subtree of 2**level leaves.

        ProofError if the tree does not hold that subtree whole.
        """
        ...


class MemoryHashes:
    """The hashes of a small tree, all kept in memory (about 2 x 32 bytes for a leaf)."""

    def __init__(self, leaf_hashes: Sequence[bytes]) -> None:
        self._levels = complete_levels(leaf_hashes)

    @property
    def size(self) -> int:
        """Leaves of the tree."""
        return len(self._levels[0])

    def subtree(self, level: int, index: int) -> bytes:
        """Return the hash of the `index`-th subtree of 2**level leaves; ProofError if there is none."""
        check_subtree(self.size, level, index)
        return self._levels[level][index]


def check_subtree(size: int, level: int, index: int) -> None:
    """Raise ProofError unless a tree of `size` leaves holds this subtree whole."""
    if level < 0 or index < 0 or (index + 1) << level > size:
        raise ProofError(f"subtree {index} of level {level}", f"not in a tree of {size} leaves")


def range_root(hashes: HashReader, start: int, end: int) -> bytes:
    """Return MTH(D[start:end]) of RFC 6962 §2.1.

    Leaves are counted from 0; the range is not empty, and `start` is a multiple of the next power of two
    that is at least its width.
    """
    width = end - start
    level = width.bit_length() - 1
    if width == 1 << level:
        return hashes.subtree(level, start >> level)
    middle = start + (1 << level)
    return node_hash(range_root(hashes, start, middle), range_root(hashes, middle, end))


def root(hashes: HashReader, size: int) -> bytes:
    """Return the root over the first `size` leaves; ProofError if the tree has fewer."""
    if not 0 <= size <= hashes.size:
        raise ProofError(f"root of {size} leaves", f"the tree has {hashes.size}")
    return range_root(hashes, 0, size) if size else EMPTY_ROOT
