"""Logs that derived files were rebuilt: their hashes are from now on those of the newest such act."""

from __future__ import annotations

from collections.abc import Mapping

from siaga.vault.actions.session import Session
from siaga.vault.leaves.segment import DerivedFile
from siaga.vault.verifying.rebuilt import REINDEX, details

SEGMENTS_PER_LEAF = 100
"""A segment takes some 400 bytes of a leaf, which has to stay small."""


def log_rebuilt(session: Session, who: str, files: Mapping[int, tuple[DerivedFile, ...]]) -> tuple[int, ...]:
    """Append `action/1` leaves that name all derived files of these segments; return their indexes."""
    waiting = sorted(files)
    written: list[int] = []
    for at in range(0, len(waiting), SEGMENTS_PER_LEAF):
        told = [
            each for index in waiting[at : at + SEGMENTS_PER_LEAF] for each in details(index, files[index])
        ]
        written.append(session.tell(who, REINDEX, told))
    return tuple(written)
