"""The kernel of a hunt: reads frames, checks them, and searches what they hold, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.hunting.lines_at import Int64s
from siaga.vault.hunting.matching import Matcher, Places
from siaga.vault.hunting.result import NO_TIME, Count, CutLine, Hits, MissingFrame, ReadFrame, TaskResult
from siaga.vault.hunting.times import Window
from siaga.vault.segments.frame import LINE_FRAMES, FrameRecord, unpacked
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


class Piece(NamedTuple):
    """A frame that was read: its number in the segment, its record, and what it holds."""

    number: int
    record: FrameRecord
    text: bytes


class _Located(NamedTuple):
    """What was found in joined pieces: in which of them each line begins, and its number there (from 0).

    [`start`, `end`) is the line in the joined text.
    """

    piece: Int64s
    number: Int64s
    indicator: Int64s
    start: Int64s
    end: Int64s

    @classmethod
    def of(cls, found: Places, text: bytes, starts: Int64s) -> _Located:
        """Locate what was found in a text whose pieces begin at `starts`."""
        before = np.array([text.count(b"\n", 0, start) for start in starts.tolist()], np.int64)
        piece = np.searchsorted(starts, found.start, "right") - 1
        return cls(piece, found.number - before[piece], found.indicator, found.start, found.end)

    def lines(self, pieces: int) -> list[int]:
        """Return how many lines these are that begin in each piece; they stand in order."""
        first = np.ones(len(self.piece), bool)
        first[1:] = (np.diff(self.piece) != 0) | (np.diff(self.number) != 0)
        counted: list[int] = np.bincount(self.piece[first], minlength=pieces).tolist()
        return counted


@dataclass(slots=True)
class _Pass:
    """One pass over frames of one segment."""

    hunt: Hunt
    times: Times | None
    counts: Counter[int] = field(default_factory=Counter)
    hits: list[Hits] = field(default_factory=list)
    read: list[ReadFrame] = field(default_factory=list)
    cut: list[CutLine] = field(default_factory=list)

    def search(self, pieces: Sequence[Piece]) -> None:
        """Search pieces, each of which begins in a line of the one before, as one text."""
        text = b"".join([each.text for each in pieces])
        starts = np.cumsum([0, *(len(each.text) for each in pieces[:-1])])
        located = _Located.of(self.hunt.matcher.places(text), text, starts)
        located, time, outside = self._in_window(located, pieces)
        indicator, count = np.unique(located.indicator, return_counts=True)
        for each, lines in zip(indicator.tolist(), count.tolist(), strict=True):
            self.counts[each] += lines
        self._keep(located, time, text, starts, pieces)
        hits = np.bincount(located.piece, minlength=len(pieces)).tolist()
        for at, hit_lines in enumerate(located.lines(len(pieces))):
            number, record, _ = pieces[at]
            lines = record.lines - (at > 0)
            self.read.append(
                ReadFrame(number, record.sha256, record.raw_size, lines, hits[at], hit_lines, outside[at])
            )
        number, last, _ = pieces[-1]
        if last.open:
            self.cut.append(CutLine(number, last.source, last.first_line + last.lines - 1))

    def _in_window(self, located: _Located, pieces: Sequence[Piece]) -> tuple[_Located, Int64s, list[int]]:
        """Return what is not outside of the window, the times, and how many lines are outside by piece."""
        time = np.full(len(located.number), NO_TIME, np.int64)
        if self.times is None or not len(time):
            return located, time, [0] * len(pieces)
        time = self.times(pieces[0].record.source, located.number + _first_lines(pieces)[located.piece])
        out = self.hunt.window.excludes(time)
        outside = _Located(*(each[out] for each in located)).lines(len(pieces))
        return _Located(*(np.delete(each, out) for each in located)), np.delete(time, out), outside

    def _keep(
        self, located: _Located, time: Int64s, text: bytes, starts: Int64s, pieces: Sequence[Piece]
    ) -> None:
        most, longest = self.hunt.kept_per_frame, self.hunt.kept_bytes
        if not most or not len(located.start):
            return
        piece, number, indicator, start, end = (each[:most] for each in located)
        stop = np.minimum(end, start + longest)
        frames = np.array([each.number for each in pieces], np.int64)
        raw_from = np.array([each.record.raw_from for each in pieces], np.int64)
        source = np.full(len(start), pieces[0].record.source)
        offset = start - starts[piece]
        columns = (
            indicator, frames[piece], source, offset, offset + raw_from[piece],
            number + _first_lines(pieces)[piece], number, end - start, time[:most], stop - start,
        )  # fmt: skip
        lines = [text[one:two] for one, two in zip(start.tolist(), stop.tolist(), strict=True)]
        self.hits.append(Hits(np.column_stack(columns), b"".join(lines)))


def _first_lines(pieces: Sequence[Piece]) -> Int64s:
    return np.array([each.record.first_line for each in pieces], np.int64)


def scan(
    storage: Storage,
    segment: str,
    frames: Iterable[tuple[int, FrameRecord]],
    hunt: Hunt,
    times: Times | None = None,
) -> TaskResult:
    """Search frames (number and record) of the segment stored under this name.

    Where a line goes on in the next of these frames, both are searched as one text, up to LINE_FRAMES; other
    lines that go on are told as cut. A frame that is missing or not what its record says is told as missing
    and does not stop the others; UnreachableError is raised, as nothing is known then. With `times`,
    lines outside the hunt's window are no hits.
    """
    missing: list[MissingFrame] = []
    found = _Pass(hunt, times)
    for pieces in _joined(_pieces(storage, segment, frames, missing)):
        found.search(pieces)
    return TaskResult(
        segment,
        hunt.indicators_sha256,
        hunt.engine,
        tuple(found.read),
        tuple(missing),
        tuple(Count(indicator, found.counts[indicator]) for indicator in sorted(found.counts)),
        Hits.joined(found.hits),
        cut=tuple(found.cut),
    )


def _pieces(
    storage: Storage, segment: str, frames: Iterable[tuple[int, FrameRecord]], missing: list[MissingFrame]
) -> Iterator[Piece]:
    for number, record in frames:
        try:
            stored = storage.read_range(segment, record.offset, record.size)
            yield Piece(number, record, unpacked(stored, record, f"{segment} frame {number}"))
        except (MissingError, TamperedError) as error:
            missing.append(MissingFrame(number, str(error)))


def _joined(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and not goes_on(run[-1].record, piece.record, piece.number - run[-1].number):
            yield run
            run = []
        run.append(piece)
        if not piece.record.open or len(run) == LINE_FRAMES:
            yield run
            run = []
    if run:
        yield run


def goes_on(before: FrameRecord, record: FrameRecord, apart: int = 1) -> bool:
    """Say whether a frame begins in the last line of the one that stands so many frames before it."""
    return before.open and apart == 1 and before.source == record.source
