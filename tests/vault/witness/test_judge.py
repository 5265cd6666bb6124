"""Requests are decided in the order of C2SP tlog-witness, status by status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote
from siaga.vault.witness.judge import Misbehaviour, Refusal, Submission, judge, read_submission
from siaga.vault.witness.request import AddCheckpoint

from .conftest import Log


def _read(log: Log, body: bytes) -> Submission | Refusal:
    return read_submission(body, {log.origin: (log.vkey,)})


def _judged(log: Log, body: bytes, latest: Checkpoint | None) -> Refusal | None:
    found = _read(log, body)
    assert isinstance(found, Submission)
    return judge(found, latest)


def _status(found: Submission | Refusal) -> int:
    return found.status if isinstance(found, Refusal) else 200


def test_form_comes_first_then_origin_then_signature_then_size(log: Log) -> None:
    stranger, thief = Log(origin="other.example/log"), Log(seed=9)
    assert _status(_read(log, b"nonsense")) == 400
    assert _status(_read(log, b"old 0\n\nnonsense")) == 400
    assert _status(_read(log, AddCheckpoint(9, (), stranger.note(7).encode()).encode())) == 404
    assert _status(_read(log, AddCheckpoint(9, (), thief.note(7).encode()).encode())) == 403
    assert _status(_read(log, AddCheckpoint(9, (), log.note(7).encode()).encode())) == 400
    assert _status(_read(log, log.request(0, 7))) == 200


def test_a_wrong_signature_by_a_known_key_is_refused(log: Log) -> None:
    note = log.note(7)
    forged = replace(note.signatures[0], signature=bytes(64))
    for signatures in ((forged,), (*note.signatures, forged)):
        body = AddCheckpoint(0, (), SignedNote(note.text, signatures).encode()).encode()
        assert _status(_read(log, body)) == 403


def test_only_verified_signatures_are_kept(log: Log) -> None:
    note = log.note(7, Log(seed=9, origin="other.example/log").signer)
    found = _read(log, AddCheckpoint(0, (), note.encode()).encode())
    assert isinstance(found, Submission)
    assert found.note == log.note(7)


def test_the_old_size_must_be_the_latest(log: Log) -> None:
    for old, latest in ((0, 5), (3, 5), (7, 5), (5, 0)):
        known = log.checkpoint(latest) if latest else None
        found = _judged(log, log.request(old, 8), known)
        assert (found and (found.status, found.size, found.shows)) == (409, latest, Misbehaviour.NONE)
    # Conflict goes before a bad proof and before another root of one size.
    fork = Log(word="other", fork_at=2)
    found = _judged(log, fork.request(3, 5), log.checkpoint(5))
    assert (found and (found.status, found.shows)) == (409, Misbehaviour.PROVEN)


@pytest.mark.parametrize("old", [0, 1, 4, 5, 8])
def test_a_continuation_is_cosigned(log: Log, old: int) -> None:
    assert _judged(log, log.request(old, 8), log.checkpoint(old) if old else None) is None


def test_what_does_not_continue_is_refused(log: Log) -> None:
    fork = Log(word="other", fork_at=2)
    five = log.checkpoint(5)
    cases = [
        (fork.request(5, 8), five, Misbehaviour.SUSPECTED),
        (log.request(5, 8, []), five, Misbehaviour.SUSPECTED),
        (fork.request(5, 5), five, Misbehaviour.PROVEN),
        (log.request(5, 5, [bytes(32)]), five, Misbehaviour.NONE),
        (log.request(0, 5, [bytes(32)]), None, Misbehaviour.NONE),
    ]
    for body, latest, shows in cases:
        found = _judged(log, body, latest)
        assert (found and (found.status, found.shows)) == (422, shows)


def test_the_empty_tree_has_one_root(log: Log) -> None:
    assert _judged(log, log.request(0, 0), None) is None
    text = Checkpoint(log.origin, 0, bytes(32)).body()
    note = SignedNote(text, (log.signer.sign(text),))
    found = _judged(log, AddCheckpoint(0, (), note.encode()).encode(), None)
    assert (found and found.status) == 422
