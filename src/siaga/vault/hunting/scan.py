"""The kernel of a hunt: reads frames, checks them, and searches what they hold, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.hunting.lines_at import Int64s
from siaga.vault.hunting.matching import Matcher, Places
from siaga.vault.hunting.result import NO_TIME, Count, Hits, MissingFrame, ReadFrame, TaskResult
from siaga.vault.hunting.times import Window
from siaga.vault.segments.frame import FrameRecord, unpacked
from siaga.vault.storage.contract import Storage

Times = Callable[[int, Int64s], Int64s]
"""Tells the times (UTC µs, or NO_TIME) of a source's lines, by their numbers."""

KEPT_PER_FRAME = 1_000
"""Hits of one frame that are kept with their lines; all are counted."""

KEPT_BYTES = 4_096
"""Bytes of a line that are kept."""


@dataclass(frozen=True, slots=True)
class Hunt:
    """What a task looks for: the matcher of a set, the set's hash, the library's name, and what is kept."""

    matcher: Matcher
    indicators_sha256: bytes
    engine: str
    kept_per_frame: int = KEPT_PER_FRAME
    kept_bytes: int = KEPT_BYTES
    window: Window = field(default_factory=Window)


@dataclass(slots=True)
class _Pass:
    """One pass over frames of one segment."""

    hunt: Hunt
    times: Times | None
    counts: Counter[int] = field(default_factory=Counter)
    hits: list[Hits] = field(default_factory=list)

    def frame(self, text: bytes, number: int, record: FrameRecord) -> ReadFrame:
        found = self.hunt.matcher.places(text)
        outside = 0
        time = np.full(len(found.number), NO_TIME, np.int64)
        if len(time) and self.times is not None:
            time = self.times(record.source, found.number + record.first_line)
            out = self.hunt.window.excludes(time)
            outside = len(np.unique(found.number[out]))
            time, found = np.delete(time, out), Places(*(np.delete(each, out) for each in found))
        indicator, count = np.unique(found.indicator, return_counts=True)
        for each, lines in zip(indicator.tolist(), count.tolist(), strict=True):
            self.counts[each] += lines
        self._keep(found, time, text, number, record)
        hit_lines = int(np.count_nonzero(np.diff(found.number)) + 1) if len(found.number) else 0
        return ReadFrame(
            number, record.sha256, record.raw_size, record.lines, len(found.number), hit_lines, outside,
            record.open,
        )  # fmt: skip

    def _keep(self, found: Places, time: Int64s, text: bytes, frame: int, record: FrameRecord) -> None:
        most, longest = self.hunt.kept_per_frame, self.hunt.kept_bytes
        if not most or not len(found.start):
            return
        start, end = found.start[:most], found.end[:most]
        stop = np.minimum(end, start + longest)
        count = len(start)
        columns = (
            found.indicator[:most], np.full(count, frame), np.full(count, record.source), start,
            start + record.raw_from, found.number[:most] + record.first_line, found.number[:most],
            end - start, time[:most], stop - start,
        )  # fmt: skip
        lines = [text[one:two] for one, two in zip(start.tolist(), stop.tolist(), strict=True)]
        self.hits.append(Hits(np.column_stack(columns), b"".join(lines)))


def scan(
    storage: Storage,
    segment: str,
    frames: Iterable[tuple[int, FrameRecord]],
    hunt: Hunt,
    times: Times | None = None,
) -> TaskResult:
    """Search frames (number and record) of the segment stored under this name.

    A frame that is missing or not what its record says is told as missing and does not stop the others;
    UnreachableError is raised, as nothing is known then. With `times`, lines outside the hunt's window are
    no hits.
    """
    read: list[ReadFrame] = []
    missing: list[MissingFrame] = []
    found = _Pass(hunt, times)
    for number, record in frames:
        try:
            stored = storage.read_range(segment, record.offset, record.size)
            text = unpacked(stored, record, f"{segment} frame {number}")
        except (MissingError, TamperedError) as error:
            missing.append(MissingFrame(number, str(error)))
            continue
        read.append(found.frame(text, number, record))
    return TaskResult(
        segment,
        hunt.indicators_sha256,
        hunt.engine,
        tuple(read),
        tuple(missing),
        tuple(Count(indicator, found.counts[indicator]) for indicator in sorted(found.counts)),
        Hits.joined(found.hits),
    )
