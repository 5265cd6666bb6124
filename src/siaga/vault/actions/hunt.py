"""Hunts: searches all sealed segments of a window, and says what was really read."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from siaga.foundation.executor.contract import Executor, Job, Receipts
from siaga.vault.actions.current_derived import current_derived
from siaga.vault.hunting.database import default_library
from siaga.vault.hunting.indicators import IndicatorSet
from siaga.vault.hunting.result import NO_TIME, Hit, Hits, TaskResult, decode
from siaga.vault.hunting.scan import KEPT_PER_FRAME
from siaga.vault.hunting.selection import in_window
from siaga.vault.hunting.task import VERSION, HuntItem, Search, look_there
from siaga.vault.leaves.acts import RetentionLeaf
from siaga.vault.leaves.hunt import HitPlace, Unread
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage

FRAMES_PER_TASK = 4
"""A segment is at most 16 to 17 frames; small tasks keep all processes busy until the end."""

MOST_PLACES = 500
"""Lines whose places go into the leaf, which has to stay small; all are counted."""


@dataclass(frozen=True, slots=True)
class HuntAsked:
    """What a hunt is asked for: [`since_us`, `until_us`) in UTC µs (None: open), `site` ("": all).

    `quick` looks at the dictionaries of request targets and reads only the frames that they name.
    """

    indicators: IndicatorSet
    since_us: int | None = None
    until_us: int | None = None
    site: str = ""
    quick: bool = False
    kept_per_frame: int = KEPT_PER_FRAME


class SealedHit(NamedTuple):
    """A hit: the index of its segment's leaf, its source as sealed, and where the line stands."""

    segment_index: int
    source: SealedSource
    hit: Hit

    @property
    def time_us(self) -> int | None:
        """The line's own time (UTC µs), None if it was not asked for or could not be read."""
        return None if self.hit.time_us == NO_TIME else self.hit.time_us


class SealedCut(NamedTuple):
    """A line that was searched in pieces only; its number is that of its source."""

    segment_index: int
    source: SealedSource
    line_no: int


@dataclass(slots=True)
class Hunted:
    """What came of a hunt. `tree_size` is the log whose segments were candidates.

    `segments` were read in full, `frames` of them in all, with `frame_hashes`; `lines` were searched. `hits`
    count lines once per indicator, `hit_lines` lines; `shown` hits were given out. `outside` lines hold
    indicators but have another time. `untimed` are the reasons why times could not be read, by segment. `cut`
    lines were searched in pieces: what runs over the cuts is not found.
    """

    asked: HuntAsked
    tree_size: int
    engine: str
    segments: int = 0
    frames: int = 0
    frame_hashes: list[bytes] = field(default_factory=list)
    lines: int = 0
    hits: int = 0
    hit_lines: int = 0
    shown: int = 0
    outside: int = 0
    targets: int = 0
    counts: Counter[int] = field(default_factory=Counter)
    places: list[HitPlace] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    untimed: dict[int, str] = field(default_factory=dict)
    cut: list[SealedCut] = field(default_factory=list)


def hunt(
    storage: Storage,
    asked: HuntAsked,
    executor: Executor,
    on_hit: Callable[[SealedHit], None],
    *,
    receipts: Receipts | None = None,
    cache: str = "",
) -> Hunted:
    """Search the vault; hits are given to `on_hit` in the order of the log.

    With receipts, a hunt that was killed goes on where it stopped. `cache` is a folder for compiled sets on
    the workers' machines. Raises TamperedError if the log does not hold together, UnreachableError if the
    store does not answer.
    """
    view = LogView.newest(storage)
    done = Hunted(asked, view.size, default_library().name)
    selected = _selected(view, asked)
    items = list(_items(storage, view, selected, asked))
    search = Search(
        storage.place, asked.indicators.canonical(), asked.since_us, asked.until_us, asked.quick,
        asked.kept_per_frame, cache,
    )  # fmt: skip
    job = None if receipts is None else Job("vault.hunt", VERSION, receipts, HuntItem.key, search.bound())
    results = executor.run(functools.partial(look_there, search), items, job=job)
    for index, parts in _by_segment(items, results):
        _take(done, index, selected[index], parts, on_hit)
    _say_deleted(view, done)
    return done


def _selected(view: LogView, asked: HuntAsked) -> dict[int, SegmentLeaf]:
    return {
        index: leaf
        for index, leaf in view.leaves(SegmentLeaf.KIND)
        if isinstance(leaf, SegmentLeaf) and in_window(leaf, asked.site, asked.since_us, asked.until_us)
    }


def _items(
    storage: Storage, view: LogView, selected: dict[int, SegmentLeaf], asked: HuntAsked
) -> Iterator[HuntItem]:
    timed = asked.since_us is not None or asked.until_us is not None
    derived = current_derived(storage, view) if timed or asked.quick else {}
    for index, leaf in selected.items():
        # A dictionary is of the whole segment.
        step = leaf.frames if asked.quick else FRAMES_PER_TASK
        for first in range(0, leaf.frames, step or 1):
            stop = min(first + step, leaf.frames)
            yield HuntItem(index, view.entries[index], first, stop, derived.get(index, ()))
        if not leaf.frames:
            yield HuntItem(index, view.entries[index], 0, 0, ())


def _by_segment(items: list[HuntItem], results: Iterator[bytes]) -> Iterator[tuple[int, list[TaskResult]]]:
    parts: list[TaskResult] = []
    for at, data in enumerate(results):
        index = items[at].index
        parts.append(decode(data, f"result of leaf {index}"))
        if at + 1 == len(items) or items[at + 1].index != index:
            yield index, parts
            parts = []


def _take(
    done: Hunted,
    index: int,
    leaf: SegmentLeaf,
    parts: list[TaskResult],
    on_hit: Callable[[SealedHit], None],
) -> None:
    read = [each for part in parts for each in part.read]
    missing = [each for part in parts for each in part.missing]
    if missing:
        done.unread.append(Unread(index, missing[0].reason))
    elif not done.asked.quick:
        done.segments += 1
        done.frames += len(read)
        done.frame_hashes += [each.sha256 for each in read]
    done.lines += sum(each.lines for each in read)
    done.hit_lines += sum(each.hit_lines for each in read)
    done.outside += sum(each.outside for each in read)
    cut = (SealedCut(index, leaf.sources[each.source], each.line_no) for part in parts for each in part.cut)
    done.cut += dict.fromkeys(cut)
    for part in parts:
        done.engine = part.engine
        done.targets += part.targets
        if part.untimed:
            done.untimed.setdefault(index, part.untimed)
        for count in part.counts:
            done.counts[count.indicator] += count.lines
        done.hits += part.found
        done.shown += len(part.hits)
        _tell(done, index, leaf, part.hits, on_hit)


def _tell(
    done: Hunted, index: int, leaf: SegmentLeaf, hits: Hits, on_hit: Callable[[SealedHit], None]
) -> None:
    sources = leaf.sources
    for hit in hits:
        on_hit(SealedHit(index, sources[hit.source], hit))
        if len(done.places) < MOST_PLACES:
            place = HitPlace(index, hit.frame, hit.number)
            if not done.places or done.places[-1] != place:
                done.places.append(place)


def _say_deleted(view: LogView, done: Hunted) -> None:
    """Give the rule by which a segment's content was deleted as the reason why it could not be read."""
    rules = {
        index: leaf.rule
        for _, leaf in view.leaves(RetentionLeaf.KIND)
        if isinstance(leaf, RetentionLeaf)
        for index in leaf.segments
    }
    done.unread = [
        Unread(each.segment_index, f"deleted by rule: {rules[each.segment_index]}")
        if each.segment_index in rules
        else each
        for each in done.unread
    ]
