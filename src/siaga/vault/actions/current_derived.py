"""Tells which derived files each segment has now: as sealed, or as they were rebuilt last."""

from __future__ import annotations

from collections.abc import Mapping

from siaga.vault.leaves.acts import ActionLeaf
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.leaves.segment import DerivedFile, SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage
from siaga.vault.verifying.case import Asked, Case
from siaga.vault.verifying.rebuilt import derived_now


def current_derived(storage: Storage, view: LogView) -> Mapping[int, tuple[DerivedFile, ...]]:
    """Return the derived files by the index of the segment's leaf; raise TamperedError."""
    leaves: list[Leaf | None] = [None] * view.size
    now: dict[int, tuple[DerivedFile, ...]] = {}
    for index, leaf in view.leaves(SegmentLeaf.KIND):
        assert isinstance(leaf, SegmentLeaf)
        leaves[index], now[index] = leaf, leaf.derived
    for index, act in view.leaves(ActionLeaf.KIND):
        leaves[index] = act
    return now | derived_now(Case(storage, Asked(now_us=0), size=view.size, leaves=leaves))
