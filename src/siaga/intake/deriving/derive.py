"""Derives columns from the pieces of a segment, and says of each source what could be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from siaga.intake.attribution import Attribution, Attributor
from siaga.intake.block import Block, LogFile
from siaga.intake.deriving.access_table import AccessTable
from siaga.intake.deriving.as_lines import AsLines
from siaga.intake.deriving.event_table import EventTable
from siaga.intake.deriving.joined_pieces import joined
from siaga.intake.deriving.joining import Joiner
from siaga.intake.deriving.over_long import whole_lengths
from siaga.intake.deriving.piece import Piece
from siaga.intake.following import Follower, built_in
from siaga.intake.formats.contract import Format
from siaga.intake.formats.json_lines.format import with_mapping
from siaga.intake.formats.template.format import from_text
from siaga.intake.recognition import Recogniser
from siaga.intake.rows import Reading
from siaga.vault.columns.schema import VERSION
from siaga.vault.segments.derived_with import DerivedWith


@dataclass(slots=True)
class SourceCount:
    """What became of the lines of one source: each is in one of the first five (`shared` pieces apart).

    `formats` are the names of the formats that read them, `site` whom the file belongs to ("" while
    nothing was recognised).
    """

    rows: int = 0
    events: int = 0
    unparsed: int = 0
    headers: int = 0
    blank: int = 0
    shared: int = 0
    invalid_utf8: int = 0
    over_long: int = 0
    formats: list[str] = field(default_factory=list)
    site: str = ""

    @property
    def parser(self) -> str:
        """Formats and the version of the columns, e.g. "columns/1 combined"."""
        return " ".join((VERSION, *self.formats))


@dataclass(frozen=True, slots=True)
class Derived:
    """The tables of a segment (None: no row), the count per source index, and the span of times (UTC µs)."""

    columns: pa.Table | None
    events: pa.Table | None
    urls: pa.Table | None
    sources: dict[int, SourceCount]
    min_time_us: int | None
    max_time_us: int | None


class _Source:
    """What is kept of a source from one segment to the next."""

    def __init__(self, file: LogFile, recogniser: Recogniser) -> None:
        self.text = AsLines()
        self.joiner = Joiner(file)
        self.follower = Follower(recogniser, file.modified_at_us)
        self.attributions: dict[str, Attribution] = {}


class Deriver:
    """Reads sources segment by segment; each source goes on where its last piece ended.

    The formats of `options` are tried before the built-in ones. Raises FormatError for one that can't be
    read, and UsageError for a pattern that can't.
    """

    def __init__(self, options: DerivedWith | None = None) -> None:
        self.options = options or DerivedWith()
        self._attributor = Attributor(self.options.site, self.options.site_patterns)
        self._recogniser = Recogniser((*_described(self.options), *built_in(self.options.log_offset_us)))
        self._sources: dict[str, _Source] = {}

    def derive(self, pieces: Iterable[Piece], ending: Collection[int] = ()) -> Derived:
        """Derive one segment; pieces come in the order of the segment's frames. Never raises on content.

        `ending` are the indexes of the sources whose text ends here: their last line ends with it.
        """
        access, events = AccessTable(), EventTable()
        counts: dict[int, SourceCount] = {}
        given = list(joined(pieces))
        last = {piece.source: number for number, piece in enumerate(given)}
        for number, piece in enumerate(given):
            source = self._source(piece)
            count = counts.setdefault(piece.source, SourceCount())
            lines = source.text.lines(piece, ends=piece.source in ending and number == last[piece.source])
            for block in source.joiner.blocks(lines):
                for chosen, read in source.follower.read(block):
                    reading = source.text.sealed(whole_lengths(read))
                    self._add(reading, chosen, source, piece, count, access, events)
        times = [part for part in (*access.times(), events.times) if len(part)]
        tables = access.tables()
        return Derived(
            None if tables is None else tables[0],
            events.table(),
            None if tables is None else tables[1],
            counts,
            min((int(part.min()) for part in times), default=None),
            max((int(part.max()) for part in times), default=None),
        )

    def prime(self, file: LogFile, head: bytes) -> None:
        """Learn a source's format, and what its header says, from the beginning of its text."""
        source = self._sources[file.name] = _Source(file, self._recogniser)
        decoded = AsLines().lines(Piece(file, 0, 0, head, 0, 1), ends=False)
        source.text.learn(head)
        whole = decoded.data[: decoded.data.rfind(b"\n") + 1]
        for _ in source.follower.read(Block(file, whole, decoded.raw_from, 1)) if whole else ():
            pass

    def forget(self, file: LogFile) -> None:
        """Let go of a source whose text has ended."""
        self._sources.pop(file.name, None)

    def _source(self, piece: Piece) -> _Source:
        known = self._sources.get(piece.file.name)
        # Two texts may have one name: what begins anew is another.
        if known is None or piece.raw_from == 0:
            known = self._sources[piece.file.name] = _Source(piece.file, self._recogniser)
        return known

    def _add(
        self,
        reading: Reading,
        chosen: Format | None,
        source: _Source,
        piece: Piece,
        count: SourceCount,
        access: AccessTable,
        events: EventTable,
    ) -> None:
        rows = reading.access
        count.rows += 0 if rows is None else len(rows)
        count.events += len(reading.events)
        count.unparsed += len(reading.unparsed)
        count.headers += reading.headers
        count.blank += reading.blank
        count.shared += reading.shared
        count.invalid_utf8 += reading.invalid_utf8
        count.over_long += len(reading.block.over_long)
        if chosen is None:
            return
        if chosen.name not in count.formats:
            count.formats.append(chosen.name)
        attribution = source.attributions.get(chosen.kind)
        if attribution is None:
            attribution = self._attributor.of_file(piece.file, chosen.kind)
            source.attributions[chosen.kind] = attribution
        count.site = count.site or attribution.name
        if rows is not None and len(rows):
            access.add(rows, piece, attribution)
        for event in reading.events:
            events.add(event, piece.source, piece.file.name, attribution)


def _described(options: DerivedWith) -> list[Format]:
    """Return the formats that a person described."""
    offset_us = options.log_offset_us
    formats: list[Format] = [from_text(text, offset_us=offset_us) for text in options.log_formats]
    if options.json_fields:
        formats.append(with_mapping(options.json_fields, offset_us=offset_us))
    return formats
