"""Give the stream of bytes that a work item stands for, before anything in it is looked at."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from siaga.intake.reading.note import Notebook
from siaga.intake.reading.opening import opened
from siaga.intake.reading.sealed_text import SealedStore
from siaga.intake.reading.source import Pipe, Source, Window
from siaga.intake.reading.store import FileStore, Store
from siaga.intake.reading.walk import Walker
from siaga.intake.reading.work_item import STANDARD_INPUT, WorkItem

NOTHING_OPEN = -1
"""Stands for the descriptor of an item that is read out of a vault."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open item: its `descriptor`, and `fresh` streams of its bytes (one only, for a pipe)."""

    item: WorkItem
    descriptor: int
    notebook: Notebook

    def fresh(self) -> tuple[Walker, Source]:
        """Return a stream from the item's first byte, and a walker with its full allowance."""
        item = self.item
        walker = Walker(item.limits, self.notebook)
        tell = self.notebook.at(item.file.name)
        if item.streamed:
            return walker, Pipe(self.descriptor, tell)
        store: Store = (
            FileStore(self.descriptor, item.file_size, tell)
            if item.sealed is None
            else SealedStore(item.sealed, tell)
        )
        source: Source = Window(store, item.start, item.stop)
        if item.method:
            source = walker.decompressed(source, item.method, item.file.name, item.checksum)
        return walker, source


@contextmanager
def open_item(item: WorkItem, notebook: Notebook) -> Iterator[Opened | None]:
    """Open what the item stands for; None when it can't be had (told)."""
    if item.streamed:
        descriptor = _stream(item, notebook)
        try:
            yield None if descriptor is None else Opened(item, descriptor, notebook)
        finally:
            if descriptor is not None:
                os.close(descriptor)
        return
    if item.sealed is not None:
        yield Opened(item, NOTHING_OPEN, notebook)
        return
    with opened(item.path, item.identity, item.file.name, notebook) as found:
        yield None if found is None else Opened(item, found, notebook)


def _stream(item: WorkItem, notebook: Notebook) -> int | None:
    try:
        if item.path not in {STANDARD_INPUT, "/dev/stdin"}:
            return os.open(item.path, os.O_RDONLY | os.O_CLOEXEC)
        # Python sets sys.stdin to None when there is no standard input.
        return os.dup(sys.stdin.fileno() if sys.stdin is not None else 0)
    except (OSError, ValueError) as error:
        notebook.add(item.file.name, "input_error", str(error))
        return None


def tell_changes(opened_item: Opened) -> None:
    """Tell whether the file grew or shrank since it was planned."""
    item = opened_item.item
    if item.streamed or item.sealed is not None:
        return
    size = os.fstat(opened_item.descriptor).st_size
    if size < item.stop:
        opened_item.notebook.add(item.file.name, "shrank", str(item.stop - size))
    elif size > item.file_size and item.stop == item.file_size:
        opened_item.notebook.add(item.file.name, "grew", str(size - item.file_size))
