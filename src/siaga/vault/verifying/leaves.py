"""The check of the leaves: each is there, is that of the tree, and reads as a leaf in the one spelling."""

from __future__ import annotations

from siaga.vault.errors import MissingError, StorageError
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import GONE, UNREADABLE, Findings, Kind
from siaga.vault.verifying.result import Words

_WRONG = Words("entri log tidak sesuai", "a leaf is not what it must be")


def look(case: Case, found: Findings) -> None:
    """Tell what reading all leaves has found."""
    found.looked(len(case.entries))
    for error in case.leaf_errors:
        if isinstance(error, MissingError):
            found.wrong(error.place, GONE, error.reason)
        elif isinstance(error, StorageError):
            found.unseen(error.place, UNREADABLE, error.reason)
        else:
            found.wrong(error.place, _WRONG, error.reason)


CHECK = Kind("leaves", Words("Entri log", "The leaves of the log"), look)
