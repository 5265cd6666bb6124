"""Judges the journal that an earlier writer left: to be committed, to be dropped, or to be put aside."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from siaga.vault import layout
from siaga.vault.errors import HistoryError, NoteError, TamperedError
from siaga.vault.log.journal import Journal, read_journal
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.hashes import root
from siaga.vault.tlog.merkle import EMPTY_ROOT
from siaga.vault.tlog.note import VerifierKey


class Fate(Enum):
    """What is to be done with a journal. Nothing in it was acknowledged unless the checkpoint covers it."""

    NONE = "there is no journal"
    REDO = "it continues the checkpoint: commit it"
    DROP = "the checkpoint covers it: the crash came between the commit and the journal's removal"
    ASIDE = "nobody may commit it: not ours, not readable, or of a writer whom another overtook"


def judge(
    storage: Storage, view: LogView | None, origin: str, keys: Sequence[VerifierKey]
) -> tuple[Fate, Journal | None]:
    """Return what to do with the journal over the log that `view` shows (None: not begun yet).

    `keys` are those a writer of this log may have signed with. Raise HistoryError if one of them signed a
    journal that does not belong to this history: then the checkpoint was rolled back or exchanged.
    """
    try:
        journal = read_journal(storage)
    except TamperedError:
        return Fate.ASIDE, None
    if journal is None:
        return Fate.NONE, None
    if view is not None and view.entries[journal.size : journal.end] == list(journal.entries):
        return Fate.DROP, journal
    try:
        journal.check(keys)
    except NoteError:
        return Fate.ASIDE, journal
    size = 0 if view is None else view.size
    if journal.origin != origin or journal.size > size or journal.root != _root_at(view, journal.size):
        raise HistoryError(
            layout.JOURNAL,
            f"it appends to another tree of {journal.size} leaves, the checkpoint has {size}: "
            "one was exchanged",
        )
    return (Fate.REDO if journal.size == size else Fate.ASIDE), journal


def _root_at(view: LogView | None, size: int) -> bytes:
    return EMPTY_ROOT if view is None or not size else root(view.hashes, size)
