"""The client takes only what its witness signed, and starts once more from where the witness stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from siaga.vault.errors import NoteError, UnreachableError
from siaga.vault.tlog.cosignature import cosignatures
from siaga.vault.witness.client import Conflict, Cosignature, Refused, Unreachable, WitnessClient

from .conftest import Desk, Log, served

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Says:
    """A server that says one thing to everybody."""

    def __init__(self, status: str, body: bytes, kind: str = "text/plain") -> None:
        self._said = status, body, kind

    def __call__(self, _: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        status, body, kind = self._said
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]


def _client(desk: Desk, url: str) -> WitnessClient:
    return WitnessClient("w", desk.cosigner.verifier, url)


def test_a_valid_cosignature_is_taken(log: Log, desk: Desk, url: str) -> None:
    answer = _client(desk, url + "/").cosign(0, (), log.note(7))
    assert isinstance(answer, Cosignature)
    assert answer.time_s == desk.clock.now_s
    note = log.note(7).with_signatures(answer.signatures)
    assert len(cosignatures(note, [desk.cosigner.verifier])) == 1


def test_it_goes_on_from_where_the_witness_stands(log: Log, desk: Desk, url: str) -> None:
    client = _client(desk, url)
    assert isinstance(client.cosign_from(0, log.hashes, log.note(7)), Cosignature)
    assert client.cosign(0, (), log.note(9)) == Conflict(7)
    assert isinstance(client.cosign_from(0, log.hashes, log.note(9)), Cosignature)
    assert isinstance(client.cosign_from(0, log.hashes, log.note(9)), Cosignature)
    assert client.cosign_from(0, log.hashes, log.note(8)) == Conflict(9)


def test_refusals_are_told(log: Log, desk: Desk, url: str) -> None:
    answer = _client(desk, url).cosign(0, (), Log(seed=9).note(7))
    assert isinstance(answer, Refused)
    assert answer.status == 403


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        ("200 OK", b"", "text/plain"),
        ("200 OK", b"nonsense\n", "text/plain"),
        ("200 OK", b"\xff", "text/plain"),
        ("409 Conflict", b"07\n", "text/x.tlog.size"),
        ("409 Conflict", b"7\n", "text/plain"),
        ("302 Found", b"", "text/plain"),
    ],
)
def test_other_answers_are_no_cosignature(log: Log, desk: Desk, status: str, body: bytes, kind: str) -> None:
    with served(Says(status, body, kind)) as url:
        assert isinstance(_client(desk, url).cosign(0, (), log.note(7)), Refused | Unreachable)


def test_a_cosignature_on_another_tree_or_by_another_is_refused(log: Log, desk: Desk) -> None:
    for line in (desk.cosigner.sign(log.checkpoint(8).body(), 5), log.note(7).signatures[0]):
        with served(Says("200 OK", line.line().encode())) as url:
            assert isinstance(_client(desk, url).cosign(0, (), log.note(7)), Unreachable)


def test_lines_by_others_are_passed_over(log: Log, desk: Desk) -> None:
    mine = desk.cosigner.sign(log.checkpoint(7).body(), 5)
    other = Log(origin="x.example/y", seed=8).note(7).signatures[0]
    with served(Says("200 OK", (other.line() + mine.line()).encode())) as url:
        assert _client(desk, url).cosign(0, (), log.note(7)) == Cosignature((mine,), 5)


def test_the_latest_checkpoint_is_its_own_word(log: Log, desk: Desk, url: str) -> None:
    client = _client(desk, url)
    assert client.latest(log.origin) is None
    client.cosign(0, (), log.note(7))
    found = client.latest(log.origin)
    assert found is not None
    assert found.text == log.checkpoint(7).body()
    other = Log(origin="x.example/y")
    for note in (log.note(7), other.note(7).with_signatures([desk.cosigner.sign(other.note(7).text, 5)])):
        with served(Says("200 OK", note.encode())) as false, pytest.raises(NoteError):
            _client(desk, false).latest(log.origin)
    with served(Says("500 Error", b"")) as broken, pytest.raises(UnreachableError, match="500"):
        _client(desk, broken).latest(log.origin)


def test_nobody_there_is_an_answer(log: Log, desk: Desk) -> None:
    assert isinstance(_client(desk, "http://127.0.0.1:9").cosign(0, (), log.note(7)), Unreachable)
