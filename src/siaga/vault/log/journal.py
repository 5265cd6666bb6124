"""The batch of leaves that is being committed, written before anything of it is."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.vault import layout
from siaga.vault.record import decode_record, encode_record
from siaga.vault.storage.contract import Storage


@dataclass(frozen=True, slots=True)
class Journal:
    """`entries` are to be appended to the tree of `size` leaves."""

    size: int
    entries: tuple[bytes, ...]


def read_journal(storage: Storage) -> Journal | None:
    """Return what was being committed when the last writer stopped, or None."""
    found = storage.version(layout.JOURNAL)
    return None if found is None else decode_record(Journal, found.data, layout.JOURNAL)


def write_journal(storage: Storage, journal: Journal) -> None:
    """Write the batch down; raise ConflictError if another one stands there."""
    storage.replace(layout.JOURNAL, encode_record(journal), None)


def drop_journal(storage: Storage) -> None:
    """Forget the batch: it is committed."""
    storage.remove(layout.JOURNAL)
