"""The check of the witnesses: their quorum must have cosigned the newest checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from siaga.vault import layout
from siaga.vault.errors import VaultError
from siaga.vault.log.head import Head, parse_head
from siaga.vault.tlog.policy import Policy
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words
from siaga.vault.verifying.signatures import cosigners, trusted_policy

_NO_POLICY = Words(
    "kebijakan tidak terbaca, saksi tidak diketahui", "the policy can't be read, no witness is known"
)
_NO_WITNESS = Words(
    "tanpa saksi: pemegang kunci dapat menulis ulang riwayat tanpa terlihat",
    "without witnesses: whoever holds the key can rewrite history unseen",
)
_NOT_WITNESSED = Words(
    "kuorum saksi belum menandatangani checkpoint terbaru",
    "the quorum of witnesses has not cosigned the newest checkpoint",
)


def look(case: Case, found: Findings) -> None:
    """Say whether the newest checkpoint is witnessed, and since when not."""
    policy = trusted_policy(case)
    if policy is None:
        found.unseen(layout.POLICY, _NO_POLICY)
        return
    if policy.satisfied(()):
        found.told(layout.POLICY, _NO_WITNESS)
    if case.head is None:
        found.unseen(layout.CHECKPOINT, _NOT_WITNESSED)
        return
    names = cosigners(case.head, policy)
    found.looked(len(names))
    if not policy.satisfied(names):
        found.unseen(layout.CHECKPOINT, _NOT_WITNESSED, _since(case, policy))


def _since(case: Case, policy: Policy) -> str:
    """Say which is the largest checkpoint at hand that the quorum has cosigned."""
    sizes = [
        head.checkpoint.size
        for head in _older(case)
        if head.checkpoint.origin == case.origin and policy.satisfied(cosigners(head, policy))
    ]
    return f"since leaf {max(sizes)}" if sizes else "never, as far as checkpoints are kept"


def _older(case: Case) -> Iterator[Head]:
    try:
        names = [*case.storage.names(layout.HISTORY), layout.WITNESSED]
    except VaultError:
        names = []  # told by the check of kept checkpoints
    for name in names:
        with suppress(VaultError):
            yield parse_head(case.storage.read(name), name)
    for data in case.asked.published:
        with suppress(VaultError):
            yield parse_head(data, "published checkpoint")


CHECK = Kind("witnesses", Words("Saksi", "The witnesses"), look)
