"""The bytes of the leaves of settings never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.kinds import encode_leaf
from siaga.vault.leaves.settings import ConfigLeaf, PolicyLeaf


def test_config() -> None:
    leaf = ConfigLeaf(1, b"\xab", "created")
    assert encode_leaf(leaf) == (b'{"at":1,"kind":"config/1","sha256":"ab","what":"created"}')


def test_policy() -> None:
    leaf = PolicyLeaf(1, b"\xab", "w1")
    assert encode_leaf(leaf) == (b'{"at":1,"kind":"policy/1","quorum":"w1","sha256":"ab"}')
