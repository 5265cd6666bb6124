"""The check against checkpoints that outsiders kept: what stops whoever holds our keys."""

from __future__ import annotations

from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.history import check_older
from siaga.vault.verifying.result import Words

_NONE = Words(
    "tidak ada checkpoint dari luar yang diberikan: riwayat yang ditulis ulang dengan kunci asli tidak akan"
    " terlihat di sini",
    "no checkpoint from outside was given: a history rewritten with the true key would not be seen here",
)


def look(case: Case, found: Findings) -> None:
    """Check every checkpoint that was brought along."""
    if not case.asked.published:
        found.told("", _NONE)
    for number, data in enumerate(case.asked.published, 1):
        found.looked()
        check_older(case, found, data, f"published checkpoint {number}")


CHECK = Kind(
    "published_checkpoints", Words("Checkpoint yang terbit di luar", "The checkpoints published"), look
)
