"""Hashes of leaves, nodes and trees (RFC 6962 §2.1)."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.tlog.merkle import EMPTY_ROOT, complete_levels, leaf_hash, node_hash, pair_hashes, root_of

VECTORS = Path(__file__).parent / "vectors"


def by_definition(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 6962 §2.1 defines it: split at the largest power of two below the size."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    both = by_definition(leaves[:split]) + by_definition(leaves[split:])
    return sha256(b"\x01" + both).digest()


def test_a_leaf_has_the_hash_that_go_gives_it() -> None:
    for case in json.loads((VECTORS / "notes.json").read_text())["record_hash"]:
        assert leaf_hash(case["data"].encode()) == base64.b64decode(case["hash"])


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
    assert node_hash(left, right) != node_hash(right, left)


@given(st.integers(0, 70))
def test_the_root_is_that_of_the_definition(size: int) -> None:
    leaves = [leaf_hash(bytes([each])) for each in range(size)]
    assert root_of(leaves) == by_definition(leaves)
    assert size or root_of(leaves) == EMPTY_ROOT


def test_levels_hold_the_complete_subtrees() -> None:
    leaves = [leaf_hash(bytes([each])) for each in range(7)]
    levels = complete_levels(leaves)
    assert [len(level) for level in levels] == [7, 3, 1]
    assert levels[2][0] == root_of(leaves[:4])
    assert levels[1] == pair_hashes(leaves) == [root_of(leaves[at : at + 2]) for at in (0, 2, 4)]
    assert complete_levels([]) == [[]]
