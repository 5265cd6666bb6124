"""The log's witnesses are asked by its policy, and the last answer is remembered for the status."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault.errors import HistoryError
from siaga.vault.tlog.policy import Policy
from siaga.vault.witness.asking import PolicyWitnesses

from .conftest import Desk, Log, new_desk, served


def _witnesses(log: Log, desk: Desk, url: str, quorum: str = "w") -> PolicyWitnesses:
    text = f"log {log.vkey.text}\nwitness w {desk.cosigner.verifier.text} {url}\nquorum {quorum}\n"
    return PolicyWitnesses(Policy.parse(text.encode(), "policy"), desk.clock)


def test_nobody_was_asked_yet(log: Log, desk: Desk) -> None:
    asking = _witnesses(log, desk, "http://127.0.0.1:9")
    assert (asking.last, asking.silent) == (None, {})


def test_a_cosignature_is_added_and_remembered(log: Log, desk: Desk, url: str) -> None:
    asking = _witnesses(log, desk, url)
    note = asking.cosign(log.note(7), log.hashes)
    assert [each.name for each in note.signatures] == [log.origin, desk.cosigner.verifier.name]
    assert asking.last is not None
    assert asking.last.note == note
    assert asking.last.cosigned == {"w": desk.clock.now_s}
    assert asking.last.reached
    assert asking.silent == {}


def test_silence_is_remembered_and_forgotten_when_it_ends(log: Log, desk: Desk, url: str) -> None:
    asking = _witnesses(log, desk, url)
    known, desk.logs[log.origin] = desk.logs[log.origin], ()
    assert asking.cosign(log.note(7), log.hashes) == log.note(7)
    assert list(asking.silent) == ["w"]
    assert asking.last is not None
    assert not asking.last.reached
    desk.logs[log.origin] = known
    asking.cosign(log.note(8), log.hashes)
    assert asking.silent == {}


def test_comparing_submits_nothing(log: Log, desk: Desk, url: str) -> None:
    asking = _witnesses(log, desk, url)
    asking.compare(log.checkpoint(7), log.hashes)
    assert list(asking.silent) == ["w"], "it has never cosigned this log"
    assert asking.last is None
    asking.cosign(log.note(7), log.hashes)
    asking.compare(log.checkpoint(9), log.hashes)
    assert asking.silent == {}


def test_a_larger_or_another_tree_stops_the_log(tmp_path: Path, log: Log) -> None:
    desk = new_desk(tmp_path / "w", log)
    with served(desk.app) as url:
        asking = _witnesses(log, desk, url)
        asking.cosign(log.note(9), log.hashes)
        fork = Log(word="other", fork_at=5)
        with pytest.raises(HistoryError):
            asking.compare(log.checkpoint(7), log.hashes)
        with pytest.raises(HistoryError):
            asking.compare(fork.checkpoint(9), fork.hashes)
        with pytest.raises(HistoryError):
            _witnesses(log, desk, url).cosign(log.note(7), log.hashes)
