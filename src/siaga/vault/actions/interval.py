"""Writes the leaf of each minute, also when nothing came, so that silence differs from absence."""

from __future__ import annotations

from siaga.foundation.clock import US_PER_MINUTE
from siaga.vault import layout
from siaga.vault.actions.session import Session
from siaga.vault.leaves.interval import IntervalLeaf, SourceCount
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.appending import Stamp
from siaga.vault.log.head import parse_head
from siaga.vault.log.reading import LogView

MOST_SOURCES = 400
"""Sources counted one by one: an interval's leaf has to stay small; the rest is in the totals."""


def write_interval(session: Session, now_us: int) -> int | None:
    """Write the leaf of the last whole minute; return its index, or None if it stands already.

    Minutes in which Siaga did not run get no leaf: that they are missing is what `verify` tells.
    """
    to_us = now_us // US_PER_MINUTE * US_PER_MINUTE
    view = LogView.newest(session.storage)
    place, last = _last(view)
    if last is not None and last.to_us >= to_us:
        return None
    segments = _since(view, place)
    counts: dict[str, tuple[int, int]] = {}
    for segment in segments:
        for source in segment.sources:
            lines, size = counts.get(source.source, (0, 0))
            counts[source.source] = lines + source.lines, size + source.raw_to - source.raw_from
    sources = tuple(SourceCount(name, *counts[name]) for name in sorted(counts)[:MOST_SOURCES])

    def leaf(at: Stamp) -> IntervalLeaf:
        return IntervalLeaf(
            at=at.at_us,
            from_us=to_us - US_PER_MINUTE,
            to_us=to_us,
            segments=len(segments),
            lines=sum(each.lines for each in segments),
            sources=sources,
            witnessed_size=_witnessed(session),
            clock_back_us=at.back_us,
        )

    return session.append(leaf)


def _last(view: LogView) -> tuple[int, IntervalLeaf | None]:
    found = list(view.leaves(IntervalLeaf.KIND))
    index, leaf = found[-1] if found else (-1, None)
    return index, leaf if isinstance(leaf, IntervalLeaf) else None


def _since(view: LogView, after: int) -> list[SegmentLeaf]:
    # By place, not by time: under a clock that was set back many leaves share one time.
    return [
        leaf
        for index, leaf in view.leaves(SegmentLeaf.KIND)
        if isinstance(leaf, SegmentLeaf) and index > after
    ]


def _witnessed(session: Session) -> int:
    known = session.storage.version(layout.WITNESSED)
    return 0 if known is None else parse_head(known.data, layout.WITNESSED).checkpoint.size
