"""The check of the checkpoints that the vault keeps: at every change of key and at every time stamp."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.errors import StorageError
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.history import check_older
from siaga.vault.verifying.result import Words

_NAME = Words("namanya bukan ukurannya", "its name is not its size")
_MISSING = Words(
    "checkpoint pada pergantian kunci tidak disimpan", "the checkpoint at a change of key is not kept"
)


def look(case: Case, found: Findings) -> None:
    """Check every file under log/history/ and the last witnessed one, and that none is missing."""
    names = list(case.storage.names(layout.HISTORY))
    witnessed = [name for name in case.storage.names(layout.LOG) if name == layout.WITNESSED]
    for name in (*names, *witnessed):
        try:
            data = case.storage.read(name)
        except StorageError as error:
            found.not_read(name, error)
            continue
        found.looked()
        head = check_older(case, found, data, name)
        if head is not None and name not in {layout.history(head.checkpoint.size), layout.WITNESSED}:
            found.wrong(name, _NAME, str(head.checkpoint.size))
    changes = [index for index, _ in case.of(KeyLeaf) if index]
    for size in (size for index in changes for size in (index, index + 1)):
        if layout.history(size) not in names:
            found.unseen(layout.history(size), _MISSING)


CHECK = Kind("kept_checkpoints", Words("Checkpoint yang disimpan", "The checkpoints kept"), look)
