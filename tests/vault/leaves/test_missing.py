"""The bytes of the leaves of what is missing never change: logs that were written have them."""

from __future__ import annotations

from siaga.vault.leaves.kinds import encode_leaf
from siaga.vault.leaves.missing import GapLeaf, LateLeaf


def test_gap() -> None:
    leaf = GapLeaf(1, "a.log", "rotation", 2, 3, 4)
    assert encode_leaf(leaf) == (
        b'{"at":1,"cause":"rotation","from_us":2,"kind":"gap/1","lines":4,"source":"a.log","to_us":3}'
    )


def test_late() -> None:
    leaf = LateLeaf(1, "a.log", 2, 3, 4)
    assert encode_leaf(leaf) == (
        b'{"at":1,"from_us":3,"kind":"late/1","segment_index":2,"source":"a.log","to_us":4}'
    )
