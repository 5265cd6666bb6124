"""Rebuilds derived files of a vault through an executor, and logs what they are now."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass

from siaga.foundation.executor.contract import Executor
from siaga.intake.reindexing.chains import chains
from siaga.intake.reindexing.options import GivenOptions
from siaga.intake.reindexing.rebuild import ChainItem, Link, Rebuilt, decode, rebuild_there
from siaga.vault.actions.reindex import log_rebuilt
from siaga.vault.actions.session import Session
from siaga.vault.errors import VaultUsageError
from siaga.vault.leaves.acts import RetentionLeaf
from siaga.vault.leaves.segment import DerivedFile, SegmentLeaf
from siaga.vault.log.reading import LogView


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What was rebuilt, by segment; `deleted` segments have no content any more and were passed over."""

    segments: tuple[Rebuilt, ...]
    deleted: tuple[int, ...]

    @property
    def failed(self) -> tuple[Rebuilt, ...]:
        """Those that could not be rebuilt."""
        return tuple(each for each in self.segments if each.reason)


def reindex(
    session: Session,
    options: GivenOptions,
    executor: Executor,
    *,
    who: str,
    wanted: Collection[int] | None = None,
) -> Reindexed:
    """Rebuild the segments with these leaf indexes (None: all); the session's lock keeps others out.

    Each is derived with the options it was sealed with, but for those in `options`.
    Raises VaultUsageError for an index that is no segment's.
    """
    view = LogView.newest(session.storage)
    leaves = {index: leaf for index, leaf in view.leaves(SegmentLeaf.KIND) if isinstance(leaf, SegmentLeaf)}
    unknown = sorted(set(wanted or ()) - set(leaves))
    if unknown:
        raise VaultUsageError(f"leaf {unknown[0]}", "it seals no segment")
    asked = set(leaves if wanted is None else wanted)
    deleted = _deleted(view) & asked
    items = [
        ChainItem(tuple(Link(index, view.entries[index]) for index in chain.indexes), chain.first)
        for chain in chains(leaves, asked - deleted)
    ]
    task = functools.partial(rebuild_there, session.storage.place, options)
    found = [
        each for at, data in enumerate(executor.run(task, items)) for each in decode(data, f"result {at}")
    ]
    found.sort(key=lambda each: each.index)
    files: dict[int, tuple[DerivedFile, ...]] = {each.index: each.files for each in found if not each.reason}
    log_rebuilt(session, who, files)
    return Reindexed(tuple(found), tuple(sorted(deleted)))


def _deleted(view: LogView) -> set[int]:
    return {
        index
        for _, leaf in view.leaves(RetentionLeaf.KIND)
        if isinstance(leaf, RetentionLeaf)
        for index in leaf.segments
    }
