"""The texts that a work item holds, as the raw bytes they are, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from siaga.intake.block import LogFile
from siaga.intake.reading.hold import OrderedArchive
from siaga.intake.reading.item_source import Opened
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.source import Source
from siaga.intake.reading.walk import ARCHIVE_DEPTH, Leaf


class Texts:
    """Opens layer after layer of one item; `missing` is complete when the texts are exhausted."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.missing: tuple[MissingRotation, ...] = ()
        self._bottom: Source | None = None

    @property
    def taken(self) -> int:
        """Stored bytes taken so far."""
        return 0 if self._bottom is None else self._bottom.taken

    def __iter__(self) -> Iterator[tuple[LogFile, Source, str]]:
        """Yield each text with what to call it in notes; a source is valid until the next is asked for."""
        item, notebook = self._opened.item, self._opened.notebook
        walker, source = self._opened.fresh()
        self._bottom = source
        if item.part:
            yield item.file, source, item.file.name
            return
        inner, content = walker.unwrapped(source, item.file.name)
        modified = item.file.modified_at_us
        first = walker.leaves_of(inner, content, item.file.name, modified, item.depth)
        if content.shape not in {"tar", "zip"} or item.depth >= ARCHIVE_DEPTH:
            for leaf in first:
                yield item.file, leaf.source, leaf.label
            return
        passes = chain([first], iter(self._again, None))
        archive = OrderedArchive(
            item.file.name, lambda: next(passes), item.limits, notebook, repeatable=not item.streamed
        )
        for file, text in archive.logs():
            yield file, text, file.name
        self.missing = archive.missing

    def _again(self) -> Iterator[Leaf]:
        walker, source = self._opened.fresh()
        self._bottom = source
        return walker.leaves(source, self._opened.item.file.name, None, self._opened.item.depth)
