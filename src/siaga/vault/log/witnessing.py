"""What the log asks of its witnesses; who they are and how they are reached, it does not know."""

from __future__ import annotations

from typing import Protocol

from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import HashReader
from siaga.vault.tlog.note import SignedNote


class Witnessing(Protocol):
    """Cosigns checkpoints. A witness that can't be reached is no error; one that knows better is."""

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        """Return the note with the cosignatures that could be had.

        `hashes` is the tree of the checkpoint. Raise HistoryError if a witness knows a larger tree, or
        another one of the same size.
        """
        ...

    def compare(self, checkpoint: Checkpoint, hashes: HashReader) -> None:
        """Ask what the witnesses know, submitting nothing; raise HistoryError as `cosign` does."""
        ...


class NoWitness:
    """A vault without witnesses: nobody is asked."""

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        """Return the note as it is."""
        _ = hashes
        return note

    def compare(self, checkpoint: Checkpoint, hashes: HashReader) -> None:
        """Ask nobody."""
