"""Seals files, folders, archives and streams, and tells what could not be read."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Deriver
from siaga.intake.reading.item_source import Opened, open_item, tell_changes
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.note import Note, Notebook
from siaga.intake.reading.plan import Plan, plan
from siaga.intake.reading.source import Source, Window
from siaga.intake.reading.texts import Texts
from siaga.intake.reading.work_item import WorkItem
from siaga.intake.sealing.filling import Filling, Text
from siaga.intake.sealing.origin import Containers, generation_of, tell_replaced
from siaga.intake.sealing.pieces import pieces
from siaga.intake.sealing.told import tell_sealed
from siaga.vault.actions.session import Session
from siaga.vault.errors import UnreachableError
from siaga.vault.leaves.segment import Container, Generation
from siaga.vault.segments.frame import FRAME_BYTES

_WHOLE = 1 << 62
"""Files are sealed from their beginning to their end: no ranges."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was sealed: leaf indexes of the segments, how much, and what must be known of the reading."""

    run: str
    segments: tuple[int, ...]
    texts: int
    lines: int
    raw_bytes: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SealHooks:
    """What a way in may want to be told meanwhile: the plan, and stored bytes taken."""

    on_plan: Callable[[Plan], None] | None = None
    on_bytes: Callable[[int], None] | None = None


def seal(
    session: Session,
    inputs: Sequence[str],
    deriver: Deriver,
    *,
    agent: str,
    who: str,
    limits: Limits | None = None,
    hooks: SealHooks | None = None,
) -> Sealed:
    """Seal inputs (files, folders, archives, "-"). What can't be read never raises: it is told and logged.

    What the vault can't store raises UnreachableError, which says how much was sealed until then.
    """
    hooks = hooks or SealHooks()
    planned = plan(inputs, limits=limits, range_bytes=_WHOLE)
    if hooks.on_plan is not None:
        hooks.on_plan(planned)
    run = _Run(Filling(session, deriver, agent, secrets.token_hex(8)), hooks)
    filling = run.filling
    try:
        for file in planned.empty:
            run.add_empty(file)
        for item in planned.items:
            run.add_item(item)
        filling.finish()
    except UnreachableError as error:
        raise UnreachableError(error.place, f"{error.reason}; {_until(filling)}") from error
    notes = (*planned.notes, *run.notes)
    sealed = Sealed(filling.boot, tuple(filling.indexes), run.texts, filling.lines, filling.raw_bytes, notes)
    tell_sealed(session, who, inputs, filling.boot, sealed.segments, notes)
    return sealed


def _until(filling: Filling) -> str:
    return (
        f"{len(filling.indexes)} segments with {filling.lines} lines are sealed, nothing else is: seal again"
        " when that is mended (files that are read a second time count once)"
    )


class _Run:
    def __init__(self, filling: Filling, hooks: SealHooks) -> None:
        self.filling = filling
        self.texts = 0
        self.notes: list[Note] = []
        self._hooks = hooks
        self._containers = Containers()

    def add_empty(self, file: LogFile) -> None:
        """Seal that a log was there with nothing in it: its place in its set is evidence too."""
        self.filling.open(Text(file, None, None))
        self.filling.close()

    def add_item(self, item: WorkItem) -> None:
        """Seal the texts of one planned item."""
        notebook = Notebook()
        with open_item(item, notebook) as opened:
            if opened is not None:
                known = generation_of(opened)
                self._add_texts(opened, known)
                tell_changes(opened)
                tell_replaced(opened, known)
        self.notes += notebook.notes

    def _add_texts(self, opened: Opened, known: Generation | None) -> None:
        texts, taken = Texts(opened), 0
        for file, source, _ in texts:
            self.filling.open(Text(file, known, self._container(opened, file, source)))
            for data, goes_on in pieces(source, FRAME_BYTES):
                self.filling.add(data, goes_on=goes_on)
                if self._hooks.on_bytes is not None and texts.taken > taken:
                    self._hooks.on_bytes(texts.taken - taken)
                    taken = texts.taken
            self.filling.close()
            self.texts += 1

    def _container(self, opened: Opened, file: LogFile, source: Source) -> Container | None:
        item = opened.item
        whole = isinstance(source, Window) and (item.start, item.stop) == (0, item.file_size)
        return None if whole else self._containers.of(opened, file.name.partition("!")[0])
