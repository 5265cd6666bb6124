"""All witnesses are asked; enough must sign; one that knows another history stops the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from siaga.vault.errors import HistoryError
from siaga.vault.tlog.policy import Policy
from siaga.vault.witness.deadman import CLOCK_SLACK_S
from siaga.vault.witness.quorum import Quorum

from .conftest import Desk, Log, new_desk, served

Three = list[tuple[Desk, str]]


@pytest.fixture
def three(tmp_path: Path, log: Log) -> Iterator[Three]:
    """Run three witnesses of the log."""
    with ExitStack() as stack:
        found = []
        for n in range(3):
            desk = new_desk(tmp_path / f"w{n}", log, name=f"saksi.example/w{n}", seed=200 + n)
            found.append((desk, stack.enter_context(served(desk.app))))
        yield found


def _quorum(log: Log, three: Three, needed: int) -> Quorum:
    lines = [f"log {log.vkey.text}"]
    lines += [f"witness w{n} {desk.cosigner.verifier.text} {url}" for n, (desk, url) in enumerate(three)]
    lines += [f"group g {needed} w0 w1 w2", "quorum g", ""]
    return Quorum(Policy.parse("\n".join(lines).encode(), "policy"), three[0][0].clock)


def test_all_are_asked_and_enough_is_enough(log: Log, three: Three) -> None:
    three[1][0].logs.clear()
    for needed, reached in ((2, True), (3, False)):
        found = _quorum(log, three, needed).gather(log.note(7), log.hashes)
        assert (list(found.cosigned), list(found.silent), found.reached) == (["w0", "w2"], ["w1"], reached)
        assert [each.name for each in found.note.signatures] == [
            log.origin,
            "saksi.example/w0",
            "saksi.example/w2",
        ]
        assert "404" in found.silent["w1"]


def test_a_witness_without_an_address_or_an_answer_is_named(log: Log, three: Three) -> None:
    desk = three[0][0]
    for url, why in (("", "no address"), (" http://127.0.0.1:9", "127.0.0.1")):
        text = f"log {log.vkey.text}\nwitness w {desk.cosigner.verifier.text}{url}\nquorum w\n"
        quorum = Quorum(Policy.parse(text.encode(), "policy"), desk.clock)
        found = quorum.gather(log.note(7), log.hashes)
        assert (found.note, found.reached) == (log.note(7), False)
        assert why in found.silent["w"]
        assert why in quorum.compare(log.checkpoint(7), log.hashes)["w"]


def test_a_cosignature_from_the_future_does_not_count(log: Log, three: Three) -> None:
    quorum = _quorum(log, three, 1)
    three[1][0].clock.now_s += CLOCK_SLACK_S
    three[2][0].clock.now_s += CLOCK_SLACK_S + 1
    found = quorum.gather(log.note(7), log.hashes)
    assert list(found.cosigned) == ["w0", "w1"]
    assert "future" in found.silent["w2"]


def test_one_that_knows_more_or_otherwise_stops_the_log(log: Log, three: Three) -> None:
    quorum = _quorum(log, three, 1)
    fork = Log(word="other", fork_at=5)
    three[2][0].witness.add_checkpoint(fork.request(0, 9))
    for ask in (quorum.gather, _quorum(log, three, 1).gather):
        with pytest.raises(HistoryError, match="larger tree, of 9"):
            ask(log.note(7), log.hashes)
        with pytest.raises(HistoryError, match="another tree of 9"):
            ask(log.note(12), log.hashes)
    with pytest.raises(HistoryError, match="signed by this log's key"):
        quorum.compare(log.checkpoint(9), log.hashes)


def test_comparing_says_who_never_saw_us(log: Log, three: Three) -> None:
    quorum = _quorum(log, three, 2)
    three[0][0].witness.add_checkpoint(log.request(0, 7))
    assert set(quorum.compare(log.checkpoint(9), log.hashes)) == {"w1", "w2"}
    assert three[1][0].store.latest("x") is None
