"""The check of the journal: what a writer was about to commit, which nothing vouches for yet."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.errors import NoteError, StorageError, VaultError
from siaga.vault.leaves.kinds import decode_leaf
from siaga.vault.log.journal import Journal, read_journal
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import UNREADABLE, Findings, Kind
from siaga.vault.verifying.result import Words

_MALFORMED = Words("bukan jurnal", "is no journal")
_EXCHANGED = Words(
    "tidak menyambung checkpoint: salah satunya ditukar",
    "does not continue the checkpoint: one was exchanged",
)
_PENDING = Words(
    "entri menunggu disegel: penulisan sedang berjalan atau terputus",
    "leaves wait to be sealed: a writer is at work or was interrupted",
)
_FORGED = Words("tidak ditandatangani kunci log ini", "is not signed by a key of this log")
_BACK = Words("berisi entri yang bertanggal mundur", "holds a back-dated leaf")


def look(case: Case, found: Findings) -> None:
    """Check that the journal, if there is one, continues the log."""
    try:
        journal = read_journal(case.storage)
    except StorageError as error:
        found.unseen(layout.JOURNAL, UNREADABLE, error.reason)
        return
    except VaultError as error:
        found.wrong(layout.JOURNAL, _MALFORMED, error.reason)
        return
    found.looked()
    if journal is not None:
        _continues(case, found, journal)


def _continues(case: Case, found: Findings, journal: Journal) -> None:
    size = len(case.entries)
    if journal.size + len(journal.entries) == size:
        if list(journal.entries) != case.entries[journal.size :]:
            found.wrong(layout.JOURNAL, _EXCHANGED)
        return  # committed; only the journal was not dropped any more
    try:
        journal.check([] if case.epochs is None else [each.key for each in case.epochs.all])
    except NoteError as error:
        found.wrong(layout.JOURNAL, _FORGED, error.reason)
        return
    if journal.size != size or case.head is None or journal.root != case.head.checkpoint.root:
        found.wrong(layout.JOURNAL, _EXCHANGED, f"it appends to {journal.size} leaves, there are {size}")
        return
    found.unseen(layout.JOURNAL, _PENDING, str(len(journal.entries)))
    before = max((leaf.at for leaf in case.leaves if leaf is not None), default=0)
    for number, entry in enumerate(journal.entries):
        try:
            leaf = decode_leaf(entry, f"{layout.JOURNAL}, entry {number}")
        except VaultError as error:
            found.wrong(error.place, _MALFORMED, error.reason)
            continue
        if leaf.at < before:
            found.wrong(f"{layout.JOURNAL}, entry {number}", _BACK)
        before = max(before, leaf.at)


CHECK = Kind("journal", Words("Jurnal penulisan", "The journal"), look)
