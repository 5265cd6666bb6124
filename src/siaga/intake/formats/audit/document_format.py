"""Reads JSON exports of audit trails that are one document: arrays on one line, or spread over many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siaga.intake.block import Block
from siaga.intake.formats.audit.json_format import make
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.json_elements import Element, Elements
from siaga.intake.formats.json_objects import json_object
from siaga.intake.formats.linewise import NOWHERE, LineParser
from siaga.intake.formats.splitting import Place, invalid_utf8, split
from siaga.intake.rows import Event, Int64s, Lines, Reading, no_lines

_SCORE = 0.9
"""Below one object per line, which is told apart line by line."""


class DocumentReader:
    """Reads the blocks of one document; an object that spans two is placed where it ends."""

    def __init__(self, parse: LineParser) -> None:
        self._parse = parse
        self._elements = Elements()

    def read(self, block: Block) -> Reading:
        """Turn objects into events, cited from their brace to their brace; what frames them is header."""
        lines = split(block)
        ends = np.cumsum(np.fromiter(map(len, block.data.split(b"\n")), np.int64) + 1)
        events: list[Event] = []
        unread: list[Place] = []
        begun: set[int] = set()
        for element in self._elements.feed(block.data, last=block.last):
            place = _place(block, element, ends)
            found = None if element.text is None else self._parse(element.text, place)
            begun.add(place[0])
            if isinstance(found, Event):
                events.append(found)
            else:
                unread.append(place)
        blank = sum(not line for line in lines.lines)
        rows = (number - block.first_line for number in begun)
        counted = sum(1 for row in rows if row >= 0 and lines.lines[row])
        return Reading(
            block,
            None,
            events,
            _lines(unread),
            headers=len(lines.lines) - blank - counted,
            blank=blank,
            invalid_utf8=invalid_utf8(lines),
            shared=len(events) + len(unread) - counted,
        )


def _place(block: Block, element: Element, ends: Int64s) -> Place:
    # Where the text has ended already, what was begun is told at its last line.
    row = int(np.searchsorted(ends, element.start, "right")) if block.data else -1
    return block.first_line + row, block.offset + element.start, element.end - element.start


def _lines(places: Sequence[Place]) -> Lines:
    if not places:
        return no_lines()
    return Lines(*(np.array(column, np.int64) for column in zip(*places, strict=True)))


class AuditDocumentFormat:
    """Recognises documents whose arrays hold objects that say who did what when."""

    name = "audit-document"
    kind: Kind = "audit"

    def __init__(self, offset_us: int = 0) -> None:
        """Take the zone of stamps that name none, in µs east of UTC."""
        self._parse = make(offset_us)

    def score(self, sample: Sequence[bytes]) -> float:
        """Return nearly the share of objects that read; 0.0 where most lines are one by themselves."""
        if not sample or not sample[0].lstrip().startswith((b"[", b"{")):
            return 0.0
        if len(sample) > 1 and 2 * sum(json_object(line) is not None for line in sample) >= len(sample):
            return 0.0
        texts = [element.text for element in Elements().feed(b"\n".join(sample)) if element.text is not None]
        read = sum(isinstance(self._parse(text, NOWHERE), Event) for text in texts)
        return _SCORE * read / len(texts) if texts else 0.0

    def reader(self, *, modified_at_us: int | None = None) -> DocumentReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return DocumentReader(self._parse)
