"""Find files of one set that hold the same log twice (access.log.1 beside access.log.1.gz)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Literal

from siaga.intake.reading.content import HEAD_BYTES
from siaga.intake.reading.item_source import open_item
from siaga.intake.reading.label import split_label
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.rotation import rotation_of
from siaga.intake.reading.source import Source
from siaga.intake.reading.work_item import WorkItem

_PIECE = 1024 * 1024

Relation = Literal["same", "first_begins_second", "second_begins_first", "different"]


def repeated(items: Sequence[WorkItem], notebook: Notebook) -> set[int]:
    """Return the indexes of the items of *one set* whose log is in another of them, and tell which.

    Only what was compared to its last byte is left out: a log that equals another, or one that is
    the beginning of another with the same rotation number or date (a copy taken earlier, or cut
    off). The first line says which are worth comparing.
    """
    dropped: set[int] = set()
    groups: dict[bytes, list[int]] = {}
    if len(items) > 1:
        for index, item in enumerate(items):
            line = _first_line(item)
            if line:
                groups.setdefault(line, []).append(index)
    for group in groups.values():
        for at, first in enumerate(group):
            for second in group[at + 1 :]:
                if first in dropped or second in dropped:
                    continue
                found = Notebook()
                drop = _drop(items[first], items[second], first, second, found)
                if drop is None:
                    continue
                kept = second if drop == first else first
                dropped.add(drop)
                name = items[drop].file.name
                notebook.add(name, "duplicate", items[kept].file.name)
                for note in found.notes:  # the kept one tells its own when it is read
                    if note.place == name:
                        notebook.add(note.place, note.code, note.about)
    return dropped


def _drop(a: WorkItem, b: WorkItem, first: int, second: int, found: Notebook) -> int | None:
    relation = _compare(a, b, found)
    if relation == "same":
        return second
    same_place = rotation_of(split_label(a.file.name)[1]) == rotation_of(split_label(b.file.name)[1])
    if relation == "first_begins_second" and same_place:
        return first
    return second if relation == "second_begins_first" and same_place else None


def _first_line(item: WorkItem) -> bytes:
    with open_item(item, Notebook()) as opened:
        if opened is None:
            return b""
        walker, source = opened.fresh()
        inner, content = walker.unwrapped(source, item.file.name)
        return inner.peek(HEAD_BYTES).partition(b"\n")[0] if content.shape == "text" else b""


def _compare(a: WorkItem, b: WorkItem, found: Notebook) -> Relation:
    with ExitStack() as stack:
        sources: list[Source] = []
        for item in (a, b):
            opened = stack.enter_context(open_item(item, found))
            if opened is None:
                return "different"
            walker, source = opened.fresh()
            sources.append(walker.unwrapped(source, item.file.name)[0])
        return relation_of(*sources)


def relation_of(first: Source, second: Source) -> Relation:
    """Compare two streams up to their first difference."""
    while True:
        left, right = first.exactly(_PIECE), second.exactly(_PIECE)
        if left != right:
            break
        if not left:
            return "same"
    if not first.peek(1) and right.startswith(left):
        return "first_begins_second"
    if not second.peek(1) and left.startswith(right):
        return "second_begins_first"
    return "different"
