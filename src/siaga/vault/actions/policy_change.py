"""Changes the policy so that a crash leaves the old or the new one, and always the one that the log names."""

from __future__ import annotations

from hashlib import sha256

from siaga.vault import layout
from siaga.vault.leaves.settings import PolicyLeaf
from siaga.vault.log.appending import Log
from siaga.vault.log.reading import LogView
from siaga.vault.storage.contract import Storage
from siaga.vault.tlog.policy import Policy


def change_policy(storage: Storage, log: Log, data: bytes) -> None:
    """Replace the policy and log its hash; raise VaultUsageError if it does not hold together.

    It is laid beside the old one, then its leaf is committed, then it takes the old one's place.
    """
    policy = Policy.parse(data, layout.POLICY)
    _put(storage, layout.POLICY_NEXT, data)
    at = log.stamp()
    log.append([PolicyLeaf(at.at_us, sha256(data).digest(), policy.quorum, at.back_us)])
    _install(storage, data)


def settle_policy(storage: Storage) -> None:
    """Finish a change that a crash interrupted: take the new policy if the log names it, else forget it."""
    laid = storage.version(layout.POLICY_NEXT)
    if laid is None:
        return
    leaves = [leaf for _, leaf in LogView.newest(storage).leaves(PolicyLeaf.KIND)]
    newest = leaves[-1] if leaves else None
    if isinstance(newest, PolicyLeaf) and newest.sha256 == sha256(laid.data).digest():
        _install(storage, laid.data)
    else:
        storage.remove(layout.POLICY_NEXT)


def _install(storage: Storage, data: bytes) -> None:
    _put(storage, layout.POLICY, data)
    storage.remove(layout.POLICY_NEXT)


def _put(storage: Storage, name: str, data: bytes) -> None:
    known = storage.version(name)
    storage.replace(name, data, None if known is None else known.version)
