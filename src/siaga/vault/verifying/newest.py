"""The check of the newest checkpoint: its form, its root, and that the right epoch's key signed it."""

from __future__ import annotations

from siaga.vault import layout
from siaga.vault.errors import StorageError, VaultError
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.signatures import check_signatures

_MALFORMED = Words("bukan checkpoint", "is no checkpoint")
_ROOT = Words("akarnya bukan akar dari entri log ini", "its root is not that of this log's leaves")
_UNPROVEN = Words(
    "entri log hilang, jadi akarnya tidak dapat dihitung",
    "leaves are missing, so its root can't be worked out",
)


def look(case: Case, found: Findings) -> None:
    """Check the checkpoint that stands for the whole log."""
    if case.head is None:
        error = case.head_error or VaultError(layout.CHECKPOINT, "")
        if isinstance(error, StorageError):
            found.not_read(layout.CHECKPOINT, error)
        else:
            found.wrong(layout.CHECKPOINT, _MALFORMED, error.reason)
        return
    found.looked()
    check_signatures(case, found, case.head, layout.CHECKPOINT)
    if case.proven:
        return
    missing = [each for each in case.leaf_errors if isinstance(each, StorageError)]
    if missing:
        found.unseen(layout.CHECKPOINT, _UNPROVEN, str(missing[0]))
    else:
        found.wrong(layout.CHECKPOINT, _ROOT)


CHECK = Kind("checkpoint", Words("Checkpoint terbaru", "The newest checkpoint"), look)
