"""What a hunt's task found and what it really read, as canonical bytes for a receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from siaga.vault.errors import TamperedError
from siaga.vault.record import decode_record, encode_record

NO_TIME = -(1 << 63)
"""Time of a line whose time was not read."""


class Hit(NamedTuple):
    """An indicator (its place in the set) in a line.

    `frame` is the frame's number in its segment, `source` its source's index in the manifest. `offset` and
    `length` (bytes, without the line feed) are in the frame's text, `raw_offset` and `line_no` in the
    source's; `number` counts the frame's lines from 0. `time_us` is UTC, NO_TIME if it was not asked for or
    could not be read. `line` is the line, or its beginning if it is longer than what is kept.
    """

    indicator: int
    frame: int
    source: int
    offset: int
    raw_offset: int
    line_no: int
    number: int
    length: int
    time_us: int
    line: bytes


NUMBERS = len(Hit._fields) - 1
_ROW = NUMBERS + 1


class Hits:
    """Hits in the order in which they were found, packed: there may be very many.

    `numbers` has a row per hit: its numbers in their order, then the length of its kept line; `lines` are
    those lines, one after the other.
    """

    __slots__ = ("lines", "numbers")

    def __init__(self, numbers: npt.NDArray[np.int64] | None = None, lines: bytes = b"") -> None:
        self.numbers = np.empty((0, _ROW), np.int64) if numbers is None else numbers
        self.lines = lines

    @classmethod
    def joined(cls, parts: Sequence[Hits]) -> Hits:
        """Return all hits of the parts."""
        if not parts:
            return cls()
        return cls(np.concatenate([each.numbers for each in parts]), b"".join([each.lines for each in parts]))

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Hit]:
        at, lines = 0, self.lines
        for *numbers, kept in self.numbers.tolist():
            yield Hit._make((*numbers, lines[at : at + kept]))
            at += kept

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hits) and self.packed() == other.packed()

    def __hash__(self) -> int:
        return hash(self.packed())

    def packed(self) -> bytes:
        """Return the numbers as int64, big-endian, row by row, and the lines."""
        return self.numbers.astype(">i8").tobytes() + self.lines

    @classmethod
    def unpacked(cls, count: int, packed: bytes, place: str) -> Hits:
        """Read what `packed` wrote of so many hits; raise TamperedError."""
        size = count * _ROW * 8
        if count < 0 or len(packed) < size:
            raise TamperedError(place, "its hits are cut off")
        numbers = np.frombuffer(packed[:size], ">i8").astype(np.int64).reshape(count, _ROW)
        lines = packed[size:]
        if (numbers[:, NUMBERS] < 0).any() or int(numbers[:, NUMBERS].sum()) != len(lines):
            raise TamperedError(place, "its hits are cut off")
        return cls(numbers, lines)


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame that was read, its hash checked, and searched.

    `hits` counts lines once per indicator, `hit_lines` lines; a line that was joined is counted in the
    frame in which it begins. `outside` are lines with an indicator whose own time is not in the window: they
    are no hits.
    """

    frame: int
    sha256: bytes
    raw_size: int
    lines: int
    hits: int
    hit_lines: int
    outside: int


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line that was searched in pieces: what runs over the end of this frame in it is not found.

    `line_no` is that of its source (an index into the manifest's sources).
    """

    frame: int
    source: int
    line_no: int


@dataclass(frozen=True, slots=True)
class MissingFrame:
    """A frame that could not be searched, and why."""

    frame: int
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many lines hold an indicator."""

    indicator: int
    lines: int


@dataclass(frozen=True, slots=True)
class _Receipt:
    """The form of a result that is encoded; hits are packed, as there may be very many."""

    segment: str
    indicators_sha256: bytes
    engine: str
    read: tuple[ReadFrame, ...]
    missing: tuple[MissingFrame, ...]
    counts: tuple[Count, ...]
    targets: int
    untimed: str
    cut: tuple[CutLine, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task: part of one segment. `hits` are those kept; `counts` count all of them.

    `targets` of its dictionary were looked at, in a quick hunt. `untimed` says why the times of lines could
    not be read ("" if they could, or were not asked for). `cut` are the lines not searched as a whole.
    """

    segment: str
    indicators_sha256: bytes
    engine: str
    read: tuple[ReadFrame, ...] = field(default=())
    missing: tuple[MissingFrame, ...] = field(default=())
    counts: tuple[Count, ...] = field(default=())
    hits: Hits = field(default_factory=Hits)
    targets: int = 0
    untimed: str = ""
    cut: tuple[CutLine, ...] = field(default=())

    def encode(self) -> bytes:
        """Return canonical JSON, a line feed, and the packed hits."""
        head = encode_record(
            _Receipt(
                self.segment,
                self.indicators_sha256,
                self.engine,
                self.read,
                self.missing,
                self.counts,
                self.targets,
                self.untimed,
                self.cut,
                len(self.hits),
            )
        )
        return head + b"\n" + self.hits.packed()

    @property
    def lines(self) -> int:
        """Lines that were searched."""
        return sum(each.lines for each in self.read)

    @property
    def found(self) -> int:
        """Hits, kept or not."""
        return sum(each.lines for each in self.counts)


def decode(data: bytes, place: str) -> TaskResult:
    """Read a receipt; raise TamperedError naming `place`."""
    head, _, packed = data.partition(b"\n")
    found = decode_record(_Receipt, head, place)
    return TaskResult(
        found.segment,
        found.indicators_sha256,
        found.engine,
        found.read,
        found.missing,
        found.counts,
        Hits.unpacked(found.kept, packed, place),
        found.targets,
        found.untimed,
        found.cut,
    )
