"""The bytes of the leaves of canaries never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.canary import CanaryCommitLeaf, CanaryRevealLeaf
from siaga.vault.leaves.kinds import encode_leaf


def test_canary_commit() -> None:
    leaf = CanaryCommitLeaf(1, "kota.example", b"\xab", 2)
    assert encode_leaf(leaf) == (
        b'{"at":1,"count":2,"kind":"canary-commit/1","sha256":"ab","site":"kota.example"}'
    )


def test_canary_reveal() -> None:
    leaf = CanaryRevealLeaf(1, "kota.example", 2, ("t1", "t2"), (0,))
    assert encode_leaf(leaf) == (
        b'{"arrived":[0],"at":1,"commit_index":2,"kind":"canary-reveal/1","site":"kota.example","tok'
        b'ens":["t1","t2"]}'
    )
