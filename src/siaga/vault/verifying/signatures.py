"""Judges the signature lines of one checkpoint: the epoch's key, the witnesses, and the times they tell."""

from __future__ import annotations

from siaga.foundation.clock import US_PER_SECOND
from siaga.vault.errors import NoteError
from siaga.vault.log.head import Head
from siaga.vault.tlog.cosignature import Cosigned, cosignatures
from siaga.vault.tlog.note import VerifierKey
from siaga.vault.tlog.policy import Policy
from siaga.vault.verifying.case import SLACK_US, Case
from siaga.vault.verifying.findings import Findings
from siaga.vault.verifying.result import Words

_ORIGIN = Words("milik log lain", "is of another log")
_EXTENDED = Words("berisi baris yang tidak ditulis Siaga", "holds lines that Siaga does not write")
_SIGNATURE = Words("tidak ditandatangani oleh kunci yang berhak", "is not signed by the key that had to")
_NO_EPOCHS = Words(
    "tanda tangannya tidak dapat diperiksa, kunci log tidak diketahui",
    "its signature can't be checked, the log's keys are not known",
)
_OTHER_EPOCH = Words("juga ditandatangani oleh kunci masa lain", "is signed by another epoch's key too")
_COSIGNATURE = Words("tanda tangan saksi salah", "a witness's signature is wrong")
_UNKNOWN = Words(
    "berisi tanda tangan dari kunci yang tidak dikenal, tidak diperiksa",
    "holds a signature by a key that is not known, unchecked",
)
_TIMES = Words("waktu saksi bertentangan dengan waktu di log", "the witness's time contradicts the log's")


def trusted_policy(case: Case) -> Policy | None:
    """Return the policy that counts: the verifier's own, or else the vault's."""
    return case.asked.policy or case.policy


def witness_keys(case: Case) -> dict[VerifierKey, str]:
    """Return the witnesses that are known, by key: the verifier's and the vault's."""
    return {
        each.key: name
        for policy in (case.policy, case.asked.policy)
        if policy is not None
        for name, each in policy.witnesses.items()
    }


def cosigners(head: Head, policy: Policy) -> list[str]:
    """Return which of this policy's witnesses validly cosigned; an invalid cosignature counts for nothing."""
    found = []
    for name, witness in policy.witnesses.items():
        try:
            if cosignatures(head.note, [witness.key]):
                found.append(name)
        except NoteError:
            continue  # told by check_signatures
    return found


def check_signatures(case: Case, found: Findings, head: Head, place: str) -> None:
    """Check origin, form and every signature line of a checkpoint."""
    checkpoint = head.checkpoint
    if checkpoint.origin != case.origin:
        found.wrong(place, _ORIGIN, checkpoint.origin[:100])
        return
    if checkpoint.extensions:
        found.wrong(place, _EXTENDED, checkpoint.extensions[0][:100])
    keys = witness_keys(case)
    known = {(key.name, key.key_id) for key in keys}
    if case.epochs is None:
        reason = "" if case.epochs_error is None else str(case.epochs_error)
        found.unseen(place, _NO_EPOCHS, reason)
    else:
        try:
            right = case.epochs.check(head.note, checkpoint.size)
            known.add((right.key.name, right.key.key_id))
        except NoteError as error:
            found.wrong(place, _SIGNATURE, error.reason)
        others = {(each.key.name, each.key.key_id) for each in case.epochs.all} - known
        if any((line.name, line.key_id) in others for line in head.note.signatures):
            found.wrong(place, _OTHER_EPOCH)
        known |= others
    for line in head.note.signatures:
        if (line.name, line.key_id) not in known:
            found.unseen(place, _UNKNOWN, line.name[:100])
    _check_cosignatures(case, found, head, place, keys)


def _check_cosignatures(
    case: Case, found: Findings, head: Head, place: str, keys: dict[VerifierKey, str]
) -> None:
    for key, name in keys.items():
        try:
            for each in cosignatures(head.note, [key]):
                _check_time(case, found, head.checkpoint.size, each, f"{place}, {name}")
        except NoteError as error:
            found.wrong(place, _COSIGNATURE, error.reason)


def _check_time(case: Case, found: Findings, size: int, cosigned: Cosigned, place: str) -> None:
    """Check that a witness saw the tree after its last leaf, and before the next one."""
    at_us = cosigned.time_s * US_PER_SECOND
    last = case.leaves[size - 1] if 0 < size <= len(case.leaves) else None
    after = case.leaves[size] if 0 <= size < len(case.leaves) else None
    early = last is not None and at_us < last.at - (last.clock_back_us or 0) - SLACK_US
    # Under a clock that was set back the next leaf bears an older time than that at which it was written.
    late = after is not None and after.clock_back_us is None and at_us > after.at + SLACK_US
    if early or late or at_us > case.asked.now_us + SLACK_US:
        found.wrong(place, _TIMES, f"{cosigned.time_s} s")
