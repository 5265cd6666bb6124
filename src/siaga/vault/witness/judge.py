"""Decide on an add-checkpoint request, by the letter of C2SP tlog-witness and with no state of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from siaga.vault.errors import NoteError, ProofError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.merkle import EMPTY_ROOT
from siaga.vault.tlog.note import SignedNote, VerifierKey, verify
from siaga.vault.tlog.proofs import check_consistency
from siaga.vault.witness.request import AddCheckpoint

Logs = Mapping[str, tuple[VerifierKey, ...]]
"""Origin of each log that is witnessed, and the keys that may sign it."""


class Misbehaviour(Enum):
    """What a refused, but log-signed, checkpoint shows of the log."""

    NONE = "none"
    SUSPECTED = "suspected"
    """It was not shown to continue what was cosigned; perhaps only the proof sent with it is bad."""
    PROVEN = "proven"
    """The log signed two trees of one size: together with the cosigned checkpoint this proves a fork."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A well-formed request of a known log; `note` has only signatures of that log's keys, all verified."""

    request: AddCheckpoint
    note: SignedNote
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer other than 200. `size` is set for 409: the size of the latest cosigned checkpoint."""

    status: int
    reason: str
    size: int | None = None
    shows: Misbehaviour = Misbehaviour.NONE


def read_submission(body: bytes, logs: Logs) -> Submission | Refusal:
    """Check what needs no state, in this order: form (400), origin (404), signatures (403), sizes (400)."""
    try:
        request = AddCheckpoint.parse(body)
        note = SignedNote.parse(request.note, "checkpoint")
        checkpoint = Checkpoint.parse(note.text, "checkpoint")
    except NoteError as error:
        return Refusal(400, str(error))
    keys = logs.get(checkpoint.origin)
    if keys is None:
        return Refusal(404, "this witness does not know a log of this origin")
    try:
        signers = {(key.name, key.key_id) for key in verify(note, keys)}
    except NoteError as error:
        return Refusal(403, str(error))
    if request.old_size > checkpoint.size:
        return Refusal(400, "the old size is larger than the checkpoint's")
    signatures = tuple(each for each in note.signatures if (each.name, each.key_id) in signers)
    return Submission(request, SignedNote(note.text, signatures), checkpoint)


def judge(submission: Submission, latest: Checkpoint | None) -> Refusal | None:
    """Check against the latest cosigned checkpoint of this log (None: never cosigned); None means: cosign.

    The caller must hold the log's lock from before `latest` was read until what is cosigned is stored, or
    two requests could roll the record back. Order as in the specification: old size (409), root of the
    empty tree, proof, equal sizes (422).
    """
    request, found = submission.request, submission.checkpoint
    known = latest.size if latest else 0
    forked = bool(latest and found.size == known and found.root != latest.root)
    if request.old_size != known:
        shows = Misbehaviour.PROVEN if forked else Misbehaviour.NONE
        return Refusal(409, f"the latest cosigned size is {known}", known, shows)
    if found.size == 0 and found.root != EMPTY_ROOT:
        return Refusal(422, "not the root of the empty tree", shows=Misbehaviour.PROVEN)
    try:
        check_consistency(known, found.size, latest.root if latest else EMPTY_ROOT, found.root, request.proof)
    except ProofError as error:
        # Every tree continues the empty one, and each one itself: there a needless proof shows nothing.
        larger = Misbehaviour.SUSPECTED if 0 < known < found.size else Misbehaviour.NONE
        return Refusal(422, str(error), shows=Misbehaviour.PROVEN if forked else larger)
    return None
