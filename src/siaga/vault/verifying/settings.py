"""The check of what the vault is set to: vault.json and the policy are those that the log names."""

from __future__ import annotations

from hashlib import sha256

from siaga.vault import layout
from siaga.vault.errors import StorageError
from siaga.vault.leaves.settings import ConfigLeaf, PolicyLeaf
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_UNNAMED = Words("tidak disebut dalam log", "no leaf of the log names it")
_OTHER = Words("bukan yang disebut log", "is not the one that the log names")
_MALFORMED = Words("bentuknya salah", "is malformed")
_CHANGING = Words(
    "penggantiannya terputus; selesai pada penulisan berikutnya",
    "its change was interrupted; the next writer finishes it",
)
_QUORUM = Words("kuorumnya bukan yang disebut log", "its quorum is not the one that the log names")


def look(case: Case, found: Findings) -> None:
    """Compare both files with the newest leaf that names each."""
    configs = [(at, leaf.sha256) for at, leaf in case.of(ConfigLeaf)]
    policies = [(at, leaf.sha256) for at, leaf in case.of(PolicyLeaf)]
    _compare(case, found, layout.VAULT, configs)
    _compare(case, found, layout.POLICY, policies)
    for name, error in ((layout.VAULT, case.file_error), (layout.POLICY, case.policy_error)):
        if error is not None and not isinstance(error, StorageError):
            found.wrong(name, _MALFORMED, error.reason)
    if _is_changing(case, policies):
        found.told(layout.POLICY, _CHANGING)
        return
    newest = next((leaf for _, leaf in reversed(list(case.of(PolicyLeaf)))), None)
    if case.policy is not None and newest is not None and newest.quorum != case.policy.quorum:
        found.wrong(layout.POLICY, _QUORUM, newest.quorum)


def _compare(case: Case, found: Findings, name: str, named: list[tuple[int, bytes]]) -> None:
    try:
        data = case.storage.read(name)
    except StorageError as error:
        found.not_read(name, error)
        return
    found.looked()
    if not named:
        found.wrong(name, _UNNAMED)
    elif sha256(data).digest() != named[-1][1] and not (name == layout.POLICY and _is_changing(case, named)):
        found.wrong(name, _OTHER, f"leaf {named[-1][0]}")


def _is_changing(case: Case, named: list[tuple[int, bytes]]) -> bool:
    """Say whether the policy that the log names lies ready to take the old one's place."""
    try:
        laid = case.storage.version(layout.POLICY_NEXT)
    except StorageError:
        return False
    return bool(laid and named and sha256(laid.data).digest() == named[-1][1])


CHECK = Kind("settings", Words("Nama vault dan kebijakannya", "The vault's name and its policy"), look)
