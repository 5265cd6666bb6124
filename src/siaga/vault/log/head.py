"""The newest checkpoint as it stands in storage."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.vault import layout
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote


@dataclass(frozen=True, slots=True)
class Head:
    """A checkpoint, the note around it, and the version of the bytes it was read from."""

    note: SignedNote
    checkpoint: Checkpoint
    version: str


def parse_head(data: bytes, place: str, version: str = "") -> Head:
    """Read a signed checkpoint; raise NoteError. Signatures are not verified here."""
    note = SignedNote.parse(data, place)
    return Head(note, Checkpoint.parse(note.text, place), version)


def read_head(storage: Storage) -> Head | None:
    """Return the newest checkpoint, or None in a vault whose log was never begun."""
    found = storage.version(layout.CHECKPOINT)
    return None if found is None else parse_head(found.data, layout.CHECKPOINT, found.version)
