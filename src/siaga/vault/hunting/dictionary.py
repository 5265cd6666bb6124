"""Looks for indicators in the dictionaries of URLs: a quick answer which frames to look at more closely.

A dictionary holds the targets of requests as they were understood, not the lines: what stands in a browser's
name, a referrer, an address or a line that could not be read is found in the frames alone.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

import pyarrow.compute as pc

from siaga.vault.columns.text import exact
from siaga.vault.columns.writing import table_of
from siaga.vault.hunting.matching import Matcher


@dataclass(frozen=True, slots=True)
class TargetHit:
    """An indicator (its place in the set) in a target: how many requests, and in which frames, sorted."""

    indicator: int
    target: bytes
    count: int
    frames: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DictionaryResult:
    """What one segment's dictionary says: hits in order of targets, and how many targets were looked at."""

    hits: tuple[TargetHit, ...]
    targets: int

    @property
    def frames(self) -> tuple[int, ...]:
        """Return the frames to look at, sorted."""
        return tuple(sorted({frame for hit in self.hits for frame in hit.frames}))


def look_up(data: bytes, place: str, matcher: Matcher) -> DictionaryResult:
    """Search the bytes of an `urls.parquet`, whose hash the caller has checked."""
    table = table_of(data, place)
    texts = table["target"].to_pylist()
    if pc.any(table["escaped"]).as_py():
        marks = table["escaped"].to_pylist()
        targets = [exact(text, escaped=mark) for text, mark in zip(texts, marks, strict=True)]
    else:
        targets = [text.encode() for text in texts]
    starts = [0, *accumulate(len(target) + 1 for target in targets)]
    # A target may hold a line feed (by the log's own escapes): its lines are looked at each by itself.
    places = dict.fromkeys(
        (bisect_right(starts, each.start) - 1, each.indicator) for each in matcher.found(b"\n".join(targets))
    )
    counts, frames = table["count"], table["frames"]
    hits = tuple(
        TargetHit(indicator, targets[row], counts[row].as_py(), tuple(frames[row].as_py()))
        for row, indicator in sorted(places)
    )
    return DictionaryResult(hits, len(targets))
