"""Hash leaves and nodes, and the root of a list of leaves, as RFC 6962 §2.1 says."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

HASH_BYTES: Final = 32
"""Bytes of a hash."""

EMPTY_ROOT: Final[bytes] = sha256(b"").digest()
"""The root of the tree without leaves."""

LARGEST_SIZE: Final = 2**63 - 1
"""Leaves that a tree may have at most; the peers count with signed 64 bits."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf with this data (RFC 6962 §2.1: prefix 0x00)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node over two hashes (RFC 6962 §2.1: prefix 0x01)."""
    return sha256(b"\x01" + left + right).digest()


def pair_hashes(level: Sequence[bytes]) -> list[bytes]:
    """Return the nodes over the complete pairs of a level; an odd last one is left out."""
    # A list comprehension with one local name: sealing hashes millions of lines.
    digest, nodes = sha256, iter(level)
    return [digest(b"\x01" + left + right).digest() for left, right in zip(nodes, nodes, strict=False)]


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes (not leaf data) of HASH_BYTES each.

    Pairing level by level and carrying an odd last node up gives the same tree as the recursive
    definition of RFC 6962 §2.1, which splits at the largest power of two below the size.
    """
    if not leaf_hashes:
        return EMPTY_ROOT
    level = leaf_hashes
    while len(level) > 1:
        above = pair_hashes(level)
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def complete_levels(leaf_hashes: Sequence[bytes]) -> list[list[bytes]]:
    """Return for each level k the hashes of all complete subtrees of 2**k leaves, from left to right."""
    levels = [list(leaf_hashes)]
    while len(levels[-1]) > 1:
        levels.append(pair_hashes(levels[-1]))
    return levels
