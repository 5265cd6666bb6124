"""Reads a block with the right format and matches it against the signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.samples import rows_of_lines
from siaga.detection.ledger.digest import Digest, digest_of
from siaga.detection.ledger.lightening import lightened
from siaga.intake.block import Block
from siaga.intake.formats import all_formats
from siaga.intake.formats.contract import Format, Reader
from siaga.intake.reading.stream import BlockStream, first_block
from siaga.intake.reading.work_item import WorkItem
from siaga.intake.recognition import SAMPLE_BYTES, Recogniser
from siaga.intake.rows import NO_TIME, AccessRows, Lines, Reading, no_lines
from siaga.verdict.check.carried import Carried
from siaga.verdict.check.parsed import Hit, Parsed
from siaga.verdict.check.turning import unread_end, without_end
from siaga.verdict.coverage.trace import Times

HEADED = frozenset({"iis", "auth-csv", "audit-csv", "audit-document"})
"""Formats whose files say at their beginning what their columns are."""


@cache
def _built_in(offset_us: int) -> tuple[Format, ...]:
    # Once per process: some formats compile databases of patterns.
    return all_formats(offset_us)


class FileParser:
    """Reads the blocks of one work item with one format, changing it when the file does."""

    def __init__(
        self,
        engine: Engine,
        formats: tuple[Format, ...],
        modified_at_us: int | None,
        log_offset_us: int = 0,
        *,
        carried: Carried | None = None,
    ) -> None:
        self._engine = engine
        self._carried = carried or Carried()
        self._every_hit = bool(engine.rule_set.correlations)
        self._recogniser = Recogniser((*formats, *_built_in(log_offset_us)))
        self._modified_at_us = modified_at_us
        self._format: Format | None = None
        self._reader: Reader | None = None

    def prime(self, item: WorkItem) -> None:
        """Learn the format from the beginning of the file, for a part that starts further on."""
        carried = self._carried
        if not carried.head_known:
            # One byte more than is looked at shows that the last line is not whole.
            head = first_block(replace(item, stop=min(item.stop, item.base + SAMPLE_BYTES + 1)))
            carried.head = None if head is None else self._recogniser.of(head.data)
            carried.head_known = True
        self._choose(carried.head)

    def parse(self, block: Block) -> Iterator[Parsed]:
        """Read one block; where the file changes its format inside it, yield each part by itself."""
        if self._reader is None:
            self._choose(self._recogniser.of(block.data))
        reading = self._read(block)
        while (end := unread_end(reading)) is not None:
            other = None if self._headed() else self._recogniser.of(end.data)
            if other is None or (self._format is not None and other.name == self._format.name):
                break
            if end.offset > reading.block.offset:
                head = without_end(reading, end)
                yield self._matched(head.block, head)
            self._choose(other)
            reading = self._read(end)
        block = reading.block
        again = self._recogniser.again(reading, self._format)
        if again is not None:
            reading = self._read_again(block, reading, again)
        yield self._matched(block, reading)

    def _headed(self) -> bool:
        # Such a file can't be recognised again once its header is behind: stray lines must not end it.
        return self._format is not None and self._format.name in HEADED

    def _read(self, block: Block) -> Reading:
        return _unread(block) if self._reader is None else self._reader.read(block)

    def _choose(self, chosen: Format | None) -> None:
        self._format = chosen
        self._reader = None if chosen is None else chosen.reader(modified_at_us=self._modified_at_us)

    def _read_again(self, block: Block, reading: Reading, other: Format) -> Reading:
        reader = other.reader(modified_at_us=self._modified_at_us)
        second = reader.read(block)
        if len(second.unparsed) >= len(reading.unparsed):
            return reading
        self._format, self._reader = other, reader
        return second

    def _matched(self, block: Block, reading: Reading) -> Parsed:
        rows = reading.access
        parsed = Parsed(
            block.file,
            self._format.name if self._format else "unknown",
            self._format.kind if self._format else "unknown",
            0 if rows is None else len(rows),
            None if rows is None else Times.of(rows.lines.number, rows.time_us),
            None if rows is None or not len(rows) else self._digest(rows),
            reading.events,
            [_line(block, e.offset, e.length) if e.action != "other" else b"" for e in reading.events],
            unparsed=len(reading.unparsed),
            headers=reading.headers,
            blank=reading.blank,
            invalid_utf8=reading.invalid_utf8,
            shared=reading.shared,
            over_long=block.over_long,
        )
        self._match_unread(block, reading.unparsed, parsed)
        return parsed

    def _digest(self, rows: AccessRows) -> Digest:
        found = self._engine.scan(rows)
        digest = digest_of(rows, found.row, found.rule, self._carried.selector)
        if self._carried.quota is not None:
            return lightened(digest, self._carried.quota, every_hit=self._every_hit)
        return digest

    def _match_unread(self, block: Block, unparsed: Lines, parsed: Parsed) -> None:
        """Search lines that no format could read: they are evidence too."""
        if not len(unparsed):
            return
        lines = [
            _line(block, o, n)
            for o, n in zip(unparsed.offset.tolist(), unparsed.length.tolist(), strict=True)
        ]
        rows = rows_of_lines(lines)
        found = self._engine.scan(rows)
        if len(found):
            rows = replace(
                rows,
                block=replace(block, data=b""),
                lines=unparsed,
                time_us=np.full(len(lines), NO_TIME, np.int64),
            )
            parsed.unread = rows
            parsed.unread_hits = Hit(found.row, found.rule)
            parsed.unread_raw = {row: lines[row] for row in found.row.tolist()}


def _line(block: Block, offset: int, length: int) -> bytes:
    start = offset - block.offset
    return block.data[start : start + length]


def _unread(block: Block) -> Reading:
    """Count every line of a file that no format recognises as unparsed."""
    data = np.frombuffer(block.data, np.uint8)
    ends = np.flatnonzero(data == 10)
    if len(data) and (not len(ends) or ends[-1] != len(data) - 1):
        ends = np.append(ends, len(data))
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    length = ends - starts
    full = np.flatnonzero(length > 0)
    lines = (
        Lines(full + block.first_line, starts[full] + block.offset, length[full]) if len(full) else no_lines()
    )
    return Reading(block, None, [], lines, blank=len(ends) - len(full))


def parse_blocks(
    item: WorkItem,
    stream: BlockStream,
    engine: Engine,
    formats: tuple[Format, ...],
    *,
    carried: Carried,
    log_offset_us: int = 0,
) -> Iterator[Parsed]:
    """Parse the blocks of an opened work item; parts of a file come in order to one `carried`."""
    parser: FileParser | None = None
    name = ""
    for block in stream:
        if parser is None or block.file.name != name:
            name = block.file.name
            carried.turn_to(name, item.base)
            parser = FileParser(engine, formats, block.file.modified_at_us, log_offset_us, carried=carried)
            if item.part:
                parser.prime(item)
        yield from parser.parse(block)
