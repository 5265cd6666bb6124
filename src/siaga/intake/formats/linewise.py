"""Reads logs whose lines are understood one by one: the skeleton that row-wise formats share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from siaga.intake.block import Block
from siaga.intake.formats.building import AccessBuilder, Record
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.splitting import Place, Split, invalid_utf8, split
from siaga.intake.rows import Event, Reading


class Mark(Enum):
    """What a line can be besides a record, an event or unreadable."""

    HEADER = "header"


Understood = Record | Event | Mark | None
"""None stands for a line that could not be read."""

LineParser = Callable[[bytes, Place], Understood]
"""Understands one line (without its line end, never empty); must not raise on any content."""

NOWHERE: Place = (1, 0, 0)
"""The place of a line that is only tried, not read."""


def read_lines(block: Block, parse: LineParser) -> Reading:
    """Hand every line of a block to `parse` and put it in exactly one place of the reading."""
    return read_split(split(block), parse)


def read_split(lines: Split, parse: LineParser) -> Reading:
    """Do as `read_lines` does, for a block that is cut already."""
    access = AccessBuilder(lines)
    add = access.add
    events: list[Event] = []
    unread: list[int] = []
    headers = blank = 0
    for row, (line, place) in enumerate(zip(lines.lines, lines.places(), strict=True)):
        if not line:
            blank += 1
            continue
        found = parse(line, place)
        if isinstance(found, tuple):
            add(row, found)
        elif isinstance(found, Event):
            events.append(found)
        elif found is Mark.HEADER:
            headers += 1
        else:
            unread.append(row)
    return Reading(
        block=lines.block,
        access=access.finish(),
        events=events,
        unparsed=lines.pick(unread),
        headers=headers,
        blank=blank,
        invalid_utf8=invalid_utf8(lines),
    )


def share(sample: Sequence[bytes], understood: Callable[[bytes], bool]) -> float:
    """Return the share of the sample's lines for which `understood` holds; 0.0 for no lines."""
    return sum(map(understood, sample)) / len(sample) if sample else 0.0


@dataclass(frozen=True, slots=True)
class LineReader:
    """A reader that understands line by line; what it must remember lives in `parse`."""

    parse: LineParser

    def read(self, block: Block) -> Reading:
        """Turn a block into columns and events; never raises on content."""
        return read_lines(block, self.parse)


@dataclass(frozen=True, slots=True)
class LineFormat:
    """A format made of a maker of line parsers.

    `make` gets `modified_at_us` (UTC µs or None) and returns a parser for one file. `belongs` says
    whether a single line speaks for this format; without it, every line that parses does. `alongside`
    says which other lines count once a line has spoken for it (stray output in an error log).
    """

    name: str
    kind: Kind
    make: Callable[[int | None], LineParser]
    belongs: Callable[[bytes], bool] | None = None
    alongside: Callable[[bytes], bool] | None = None

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share (0.0 to 1.0) of the sample's lines that this format understands."""
        belongs, alongside = self.belongs, self.alongside
        if belongs is not None:
            if alongside is None or not any(map(belongs, sample)):
                return share(sample, belongs)
            return share(sample, lambda line: belongs(line) or alongside(line))
        parse = self.make(None)
        return share(sample, lambda line: bool(line) and parse(line, NOWHERE) is not None)

    def reader(self, *, modified_at_us: int | None = None) -> LineReader:
        """Make a reader for one file."""
        return LineReader(self.make(modified_at_us))
