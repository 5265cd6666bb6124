"""Reading the hashes of a tree of known size."""

from __future__ import annotations

import pytest

from siaga.vault.errors import ProofError
from siaga.vault.tlog.hashes import MemoryHashes, check_subtree, range_root, root
from siaga.vault.tlog.merkle import EMPTY_ROOT, leaf_hash, root_of

LEAVES = [leaf_hash(bytes([each])) for each in range(13)]
TREE = MemoryHashes(LEAVES)


def test_every_complete_subtree_is_its_leaves_root() -> None:
    assert TREE.size == 13
    for level in range(4):
        for index in range(13 >> level):
            part = LEAVES[index << level : (index + 1) << level]
            assert TREE.subtree(level, index) == root_of(part)


def test_the_root_of_every_beginning_is_known() -> None:
    assert [root(TREE, size) for size in range(14)] == [root_of(LEAVES[:size]) for size in range(14)]
    assert root(MemoryHashes([]), 0) == EMPTY_ROOT


def test_a_range_has_the_root_of_its_leaves() -> None:
    assert range_root(TREE, 8, 13) == root_of(LEAVES[8:13])
    assert range_root(TREE, 4, 7) == root_of(LEAVES[4:7])


@pytest.mark.parametrize(("level", "index"), [(0, 13), (2, 3), (4, 0), (-1, 0), (0, -1), (70, 0)])
def test_what_the_tree_does_not_hold_whole_is_refused(level: int, index: int) -> None:
    with pytest.raises(ProofError, match="not in a tree of 13 leaves"):
        TREE.subtree(level, index)
    with pytest.raises(ProofError):
        check_subtree(13, level, index)


@pytest.mark.parametrize("size", [-1, 14])
def test_a_root_of_other_sizes_is_refused(size: int) -> None:
    with pytest.raises(ProofError, match="the tree has 13"):
        root(TREE, size)
