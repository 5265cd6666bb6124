"""What reading and matching make of one block, ready to be taken into the ledger, in any process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from siaga.detection.ledger.digest import Digest
from siaga.intake.block import LogFile, OverLong
from siaga.intake.formats.contract import Kind
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.note import Note
from siaga.intake.rows import AccessRows, Event, Int32s, Int64s
from siaga.verdict.coverage.trace import Times


@dataclass(slots=True)
class Hit:
    """Signature hits: parallel arrays of row and rule, sorted by row."""

    row: Int64s
    rule: Int32s


@dataclass(slots=True)
class Parsed:
    """One block after reading and matching.

    `rows` counts the lines that became rows of an access log, `times` are theirs, `digest` is what they
    come to. `unread` are unparsed lines that a signature matched, as rows whose request is the whole
    line. Numbers are lines; line numbers count from the start of the work item until `shift` is applied.
    """

    file: LogFile
    format: str
    kind: Kind | Literal["unknown"]
    rows: int = 0
    times: Times | None = None
    digest: Digest | None = None
    events: list[Event] = field(default_factory=list)
    event_raw: list[bytes] = field(default_factory=list)
    unread: AccessRows | None = None
    unread_hits: Hit | None = None
    unread_raw: dict[int, bytes] = field(default_factory=dict)
    unparsed: int = 0
    headers: int = 0
    blank: int = 0
    invalid_utf8: int = 0
    shared: int = 0
    over_long: tuple[OverLong, ...] = ()

    def shift(self, lines: int) -> None:
        """Move all line numbers by the lines that earlier parts of the same file had."""
        if not lines:
            return
        for rows in (None if self.digest is None else self.digest.rows, self.unread):
            if rows is not None:
                rows.lines.number += lines
        self.times = None if self.times is None else self.times.shifted(lines)
        for event in self.events:
            event.line_no += lines


@dataclass(slots=True)
class ParsedItem:
    """One work item after reading and matching: its blocks, and what was found on the way."""

    blocks: list[Parsed]
    lines: int
    notes: tuple[Note, ...]
    missing: tuple[MissingRotation, ...]
    bytes_read: int
