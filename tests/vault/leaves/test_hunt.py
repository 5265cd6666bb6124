"""The bytes of the leaf of a hunt never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.hunt import HitPlace, HuntLeaf, Unread
from siaga.vault.leaves.kinds import encode_leaf


def test_hunt() -> None:
    leaf = HuntLeaf(
        1, 2, "", 3, b"\xab", "hyperscan", 4, 5, b"\xcd", 6, 1, (HitPlace(1, 2, 3),), (Unread(9, "gone"),)
    )
    assert encode_leaf(leaf) == (
        b'{"at":1,"engine":"hyperscan","frames":5,"hit_lines":1,"hits":[{"frame":2,"line":3,"segment'
        b'_index":1}],"indicators":3,"indicators_sha256":"ab","kind":"hunt/1","lines":6,"scanned_roo'
        b't":"cd","segments":4,"site":"","tree_size":2,"unread":[{"reason":"gone","segment_index":9}'
        b"]}"
    )
