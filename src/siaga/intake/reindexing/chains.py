"""Finds which segments hang together: a text that one does not end goes on in the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from siaga.vault.leaves.segment import SegmentLeaf

MOST = 8
"""Segments in one task; a longer chain is read by several, each of which begins in its middle."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Segments (indexes of their leaves) of which each goes on where the one before ended.

    Those at [`first`, `stop`) are to be rebuilt.
    """

    indexes: tuple[int, ...]
    first: int
    stop: int

    @property
    def wanted(self) -> tuple[int, ...]:
        """The indexes to be rebuilt."""
        return self.indexes[self.first : self.stop]


def chains(leaves: Mapping[int, SegmentLeaf], wanted: Collection[int]) -> Iterator[Chain]:
    """Yield the chains that hold wanted segments; `leaves` are all segments, in the order of the log."""
    for whole in _whole(leaves):
        first = 0
        while first < len(whole):
            if whole[first] not in wanted:
                first += 1
                continue
            stop = first
            while stop < len(whole) and stop - first < MOST and whole[stop] in wanted:
                stop += 1
            yield Chain(tuple(whole[:stop]), first, stop)
            first = stop


def _whole(leaves: Mapping[int, SegmentLeaf]) -> Iterator[list[int]]:
    # Runs of sealing on several machines stand between each other in the log.
    growing: dict[tuple[str, str], list[int]] = {}
    for index, leaf in leaves.items():
        head = leaf.sources[0] if leaf.sources else None
        key = (head.agent, head.boot) if head is not None else ("", "")
        if (head is None or head.raw_from == 0) and key in growing:
            yield growing.pop(key)
        growing.setdefault(key, []).append(index)
    yield from growing.values()
