"""Reads a block with the right format and matches it against the signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.samples import rows_of_lines
from siaga.detection.ledger.digest import Digest, digest_of
from siaga.detection.ledger.lightening import lightened
from siaga.intake.block import Block
from siaga.intake.following import Follower, built_in
from siaga.intake.formats.contract import Format
from siaga.intake.reading.stream import BlockStream, first_block
from siaga.intake.reading.work_item import WorkItem
from siaga.intake.recognition import SAMPLE_BYTES, Recogniser
from siaga.intake.rows import NO_TIME, AccessRows, Lines, Reading
from siaga.verdict.check.carried import Carried
from siaga.verdict.check.parsed import Hit, Parsed
from siaga.verdict.coverage.trace import Times


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
        self._recogniser = Recogniser((*formats, *built_in(log_offset_us)))
        self._follower = Follower(self._recogniser, modified_at_us)

    def prime(self, item: WorkItem) -> None:
        """Learn the format from the beginning of the file, for a part that starts further on."""
        carried = self._carried
        if not carried.head_known:
            # One byte more than is looked at shows that the last line is not whole.
            head = first_block(replace(item, stop=min(item.stop, item.base + SAMPLE_BYTES + 1)))
            carried.head = None if head is None else self._recogniser.of(head.data)
            carried.head_known = True
        self._follower.choose(carried.head)

    def parse(self, block: Block) -> Iterator[Parsed]:
        """Read one block; where the file changes its format inside it, yield each part by itself."""
        for chosen, reading in self._follower.read(block):
            yield self._matched(chosen, reading)

    def _matched(self, chosen: Format | None, reading: Reading) -> Parsed:
        block, rows = reading.block, reading.access
        parsed = Parsed(
            block.file,
            chosen.name if chosen else "unknown",
            chosen.kind if chosen else "unknown",
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
