"""Fills segments with texts and commits each when it is full."""

from __future__ import annotations

from dataclasses import dataclass, replace

from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Derived, Deriver
from siaga.intake.deriving.piece import Piece
from siaga.vault.actions.seal import Columns, commit_segment
from siaga.vault.actions.session import Session
from siaga.vault.canonical import encode
from siaga.vault.columns.writing import parquet
from siaga.vault.leaves.kinds import LARGEST_LEAF
from siaga.vault.leaves.segment import Container, Generation, SealedSource
from siaga.vault.segments.frame import FRAME_BYTES, LINE_FRAMES
from siaga.vault.segments.writing import MOST_SOURCES, SEGMENT_BYTES, SegmentWriter

WHOLE_LINE = LINE_FRAMES * FRAME_BYTES
"""Bytes up to which a line that is cut into frames stands in one segment."""

_RECORD_BYTES = 1200
"""More than a source's record takes without its names: numbers, hashes, agent, site, format."""

_SOURCES_ROOM = LARGEST_LEAF - 2048
"""Bytes that the records of a segment's sources may take, so that its leaf fits into the log."""

_LONGEST_NAME = 2048
"""Characters of a name that are kept: six bytes each at the most, in canonical JSON."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to seal: what it is called, which file it was, and what it was unpacked from."""

    file: LogFile
    generation: Generation | None
    container: Container | None


@dataclass(slots=True)
class _Part:
    """What of a text the segment being filled holds so far."""

    text: Text
    raw_from: int
    first_line: int
    batch_from: int
    size: int = 0
    lines: int = 0
    ends: bool = False


class Filling:
    """Takes texts piece by piece, in order; commits a segment whenever one is full.

    `agent` and `boot` tell who seals, in which run; batches count the pieces of the run.
    """

    def __init__(self, session: Session, deriver: Deriver, agent: str, boot: str) -> None:
        self._session = session
        self._deriver = deriver
        self._agent, self.boot = agent, boot
        self._batch = 0
        self._inside = False
        """Whether the last piece ended inside of a line."""
        self.indexes: list[int] = []
        self.lines = self.raw_bytes = 0
        self._begin()

    def _begin(self) -> None:
        self._writer = SegmentWriter()
        self._parts: list[_Part] = []
        self._pieces: list[Piece] = []

    def open(self, text: Text) -> None:
        """Begin a text."""
        text = replace(text, file=_recorded(text.file))
        records = sum(_record_bytes(part.text) for part in self._parts) + _record_bytes(text)
        if self._parts and (len(self._parts) >= MOST_SOURCES or records > _SOURCES_ROOM):
            self._commit()
        self._parts.append(_Part(text, 0, 1, self._batch))

    def add(self, data: bytes, *, goes_on: bool) -> None:
        """Add the next piece of the text begun last."""
        # A long line keeps its pieces together: within one segment it can be searched as a whole.
        room = WHOLE_LINE if goes_on and not self._inside and self._writer.raw_bytes else len(data)
        if self._writer.raw_bytes + room > SEGMENT_BYTES:
            self._commit()
        self._inside = goes_on
        part, place = self._parts[-1], len(self._parts) - 1
        raw_from, first_line = part.raw_from + part.size, part.first_line + part.lines
        record = self._writer.add(place, data, raw_from=raw_from, first_line=first_line, goes_on=goes_on)
        number = len(self._pieces)
        self._pieces.append(Piece(part.text.file, place, number, data, raw_from, first_line, goes_on))
        part.size += len(data)
        # A line that goes on is counted where it ends, so that line numbers stay those of the text.
        part.lines += record.lines - goes_on
        self._batch += 1

    def close(self) -> None:
        """End the text begun last."""
        self._parts[-1].ends = True

    def finish(self) -> None:
        """Commit what is left."""
        if self._parts:
            self._commit()

    def _commit(self) -> None:
        ending = {place for place, part in enumerate(self._parts) if part.ends}
        derived = self._deriver.derive(self._pieces, ending)
        sources = tuple(self._sealed(place, derived) for place in range(len(self._parts)))
        segment = self._writer.finish(sources, self._deriver.options)
        self.indexes.append(commit_segment(self._session, segment, _columns(derived)))
        self.lines += sum(part.lines for part in self._parts)
        self.raw_bytes += self._writer.raw_bytes
        last = self._parts[-1]
        for part in self._parts:
            if part.ends:
                self._deriver.forget(part.text.file)
        self._begin()
        if not last.ends:
            self._parts.append(
                _Part(last.text, last.raw_from + last.size, last.first_line + last.lines, self._batch)
            )

    def _sealed(self, place: int, derived: Derived) -> SealedSource:
        part, count = self._parts[place], derived.sources.get(place)
        file = part.text.file
        further = self._parts[place + 1].batch_from if place + 1 < len(self._parts) else self._batch
        return SealedSource(
            name=file.name,
            source=file.source,
            order=file.order,
            raw_from=part.raw_from,
            raw_to=part.raw_from + part.size,
            first_line=part.first_line,
            lines=part.lines,
            ends=part.ends,
            agent=self._agent,
            boot=self.boot,
            batch_from=part.batch_from,
            batch_to=further,
            site="" if count is None else count.site,
            parser="" if count is None else count.parser,
            unparsed=0 if count is None else count.unparsed,
            modified_at_us=file.modified_at_us,
            generation=part.text.generation,
            container=part.text.container,
        )


def _recorded(file: LogFile) -> LogFile:
    """Return the file as its record will tell it, from which alone its columns may be derived again."""
    return replace(file, name=_readable(file.name), source=_readable(file.source))


def _readable(name: str) -> str:
    # Names of files may hold bytes that are no UTF-8.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")[:_LONGEST_NAME]


def _record_bytes(text: Text) -> int:
    container = "" if text.container is None else text.container.name
    return _RECORD_BYTES + len(encode([text.file.name, text.file.source, container]))


def _columns(derived: Derived) -> Columns:
    tables = {
        "columns.parquet": derived.columns,
        "events.parquet": derived.events,
        "urls.parquet": derived.urls,
    }
    files = {name: parquet(table) for name, table in tables.items() if table is not None}
    return Columns(files, derived.min_time_us, derived.max_time_us)
