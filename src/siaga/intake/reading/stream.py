"""Open a work item and give its blocks, one after the other, and at the end what was found on the way."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from siaga.intake.block import Block, LogFile
from siaga.intake.reading.cutter import Cutter
from siaga.intake.reading.item_source import Opened, open_item, tell_changes
from siaga.intake.reading.lines_source import as_lines
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.note import Note, Notebook
from siaga.intake.reading.source import Source
from siaga.intake.reading.texts import Texts
from siaga.intake.reading.work_item import WorkItem

OnBytes = Callable[[int], None]
"""Told how many more stored bytes were taken (compressed bytes, for archives)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading an item came to: its lines, its decompressed bytes, and what must be told."""

    lines: int = 0
    bytes_read: int = 0
    notes: tuple[Note, ...] = ()
    missing: tuple[MissingRotation, ...] = ()


class BlockStream(Iterator[Block]):
    """The blocks of one work item, in order of time; `outcome` is complete when they are exhausted."""

    def __init__(self, item: WorkItem, on_bytes: OnBytes | None = None) -> None:
        self._item = item
        self._on_bytes = on_bytes
        self._notebook = Notebook()
        self._lines = 0
        self._bytes = 0
        self._taken = 0
        self._missing: tuple[MissingRotation, ...] = ()
        self._texts: Texts | None = None
        self._blocks = self._read()

    @property
    def outcome(self) -> Outcome:
        """What was read so far."""
        return Outcome(self._lines, self._bytes, self._notebook.notes, self._missing)

    def __next__(self) -> Block:
        """Return the next block."""
        return next(self._blocks)

    def close(self) -> None:
        """Stop early and release the file."""
        self._blocks.close()

    def _read(self) -> Generator[Block]:
        with open_item(self._item, self._notebook) as opened:
            if opened is not None:
                for file, source, offset in self._logs(opened):
                    yield from self._cut(file, source, offset)
                tell_changes(opened)
        stored = self._item.stored_bytes
        if stored is not None:
            self._progress(stored)

    def _logs(self, opened: Opened) -> Iterator[tuple[LogFile, Source, int]]:
        """Yield every text of the item as lines, with the offset of its first byte."""
        self._texts = Texts(opened)
        for file, source, label in self._texts:
            if self._item.part:
                yield file, source, self._item.start - self._item.base
            else:
                yield file, *as_lines(source, self._notebook.at(label))
        self._missing = self._texts.missing

    def _cut(self, file: LogFile, source: Source, offset: int) -> Iterator[Block]:
        cutter = Cutter(file, source, offset)
        lines = self._lines
        for block in cutter.blocks(ends_file=self._item.ends_file):
            self._progress(self._texts.taken if self._texts else 0)
            yield block
        self._lines = lines + cutter.lines
        self._bytes += cutter.offset - offset

    def _progress(self, taken: int) -> None:
        if self._on_bytes is not None and taken > self._taken:
            self._on_bytes(taken - self._taken)
        self._taken = max(self._taken, taken)


def first_block(item: WorkItem) -> Block | None:
    """Return the first block of the log that `item` is a range of: what a format is recognised by.

    None for an empty or unreadable log, and for a stream, which can be read only once.
    """
    if item.streamed:
        return None
    with closing(open_blocks(replace(item, start=item.base, part=0))) as blocks:
        return next(blocks, None)


def open_blocks(item: WorkItem, *, on_bytes: OnBytes | None = None) -> BlockStream:
    """Open a work item. What can't be read never raises: it stands in `BlockStream.outcome.notes`."""
    return BlockStream(item, on_bytes)
