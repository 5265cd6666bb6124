"""A witness remembers before it tells, and never signs back in time."""

from __future__ import annotations

import os
import threading

import orjson
import pytest

from siaga.vault.tlog.cosignature import cosignatures
from siaga.vault.tlog.note import SignedNote
from siaga.vault.witness.judge import Refusal
from siaga.vault.witness.store import origin_hash

from .conftest import Desk, Log


def _status(answer: SignedNote | Refusal) -> int:
    return answer.status if isinstance(answer, Refusal) else 200


def test_a_checkpoint_is_cosigned_and_remembered(log: Log, desk: Desk) -> None:
    answer = desk.witness.add_checkpoint(log.request(0, 7))
    assert isinstance(answer, SignedNote)
    (mine,) = cosignatures(answer, [desk.cosigner.verifier])
    assert mine.time_s == desk.clock.now_s
    known = desk.witness.known(origin_hash(log.origin))
    assert known is not None
    assert (known.note, known.checkpoint, known.time_s) == (answer, log.checkpoint(7), desk.clock.now_s)
    assert _status(desk.witness.add_checkpoint(log.request(0, 9))) == 409
    assert _status(desk.witness.add_checkpoint(log.request(7, 9))) == 200


def test_what_could_not_be_remembered_is_not_cosigned(
    log: Log, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert _status(desk.witness.add_checkpoint(log.request(0, 7))) == 503
    assert desk.witness.known(origin_hash(log.origin)) is None


def test_a_clock_that_went_back_signs_nothing(log: Log, desk: Desk) -> None:
    assert _status(desk.witness.add_checkpoint(log.request(0, 7))) == 200
    desk.clock.now_s -= 1
    assert _status(desk.witness.add_checkpoint(log.request(7, 8))) == 503
    desk.clock.now_s += 1
    assert _status(desk.witness.add_checkpoint(log.request(7, 8))) == 200


def test_a_forgotten_clock_signs_nothing(log: Log, desk: Desk) -> None:
    desk.clock.now_s = 0
    assert _status(desk.witness.add_checkpoint(log.request(0, 7))) == 503


def test_a_fork_is_kept_as_evidence(log: Log, desk: Desk) -> None:
    fork = Log(word="other", fork_at=5)
    assert _status(desk.witness.add_checkpoint(log.request(0, 7))) == 200
    for _ in range(2):
        assert _status(desk.witness.add_checkpoint(fork.request(7, 7))) == 422
    (kept,) = desk.store.evidence("proven")
    record = orjson.loads(kept.read_bytes())
    assert record["request"] == fork.request(7, 7).decode()
    assert log.checkpoint(7).body() in record["cosigned"]
    assert desk.store.evidence("suspected") == ()
    assert _status(desk.witness.add_checkpoint(fork.request(7, 9))) == 422
    assert len(desk.store.evidence("suspected")) == 1


def test_what_no_log_signed_is_not_kept(log: Log, desk: Desk) -> None:
    assert _status(desk.witness.add_checkpoint(Log(seed=9).request(0, 7))) == 403
    assert desk.store.evidence("proven") == desk.store.evidence("suspected") == ()


def test_damaged_memory_stops_the_witness(log: Log, desk: Desk) -> None:
    assert desk.witness.check_memory() == ""
    desk.store.keep(log.origin, log.note(7).encode())
    assert _status(desk.witness.add_checkpoint(log.request(7, 8))) == 503
    assert "cosigned" in desk.witness.check_memory()


def test_of_many_at_once_no_two_roots_are_signed(log: Log, desk: Desk) -> None:
    fork = Log(word="other", fork_at=0)
    found: list[SignedNote | Refusal] = []

    def ask(body: bytes) -> None:
        found.append(desk.witness.add_checkpoint(body))

    bodies = [each.request(0, 7) for each in (log, fork)] * 6
    threads = [threading.Thread(target=ask, args=(body,)) for body in bodies]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(map(_status, found)) == [200] + [409] * 11
