"""Reads the epochs of a log out of its `key/1` leaves."""

from __future__ import annotations

from siaga.vault.keys.epochs import Epoch, Epochs
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.tlog.note import VerifierKey


def epochs_of(view: LogView) -> Epochs:
    """Return the epochs of the log; raise NoteError if its keys do not follow each other."""
    found = [
        Epoch(leaf.epoch, VerifierKey.parse(leaf.vkey), index, leaf.at, leaf.certificate)
        for index, leaf in view.leaves(KeyLeaf.KIND)
        if isinstance(leaf, KeyLeaf)
    ]
    return Epochs(view.head.checkpoint.origin, found)
