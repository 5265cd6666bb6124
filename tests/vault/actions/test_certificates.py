"""The next key is made once, signs nothing before its month, and takes a certificate for it alone."""

from __future__ import annotations

import pytest

from siaga.vault.actions.certificates import prepare, take_certificate
from siaga.vault.actions.session import epochs, rotate
from siaga.vault.errors import KeyFileError, NoteError
from siaga.vault.keys.ring import certify_epoch
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.log.reading import LogView

from ..conftest import ORIGIN, Desk

FROM_S = 1_782_864_000


def test_the_next_key_is_made_once_and_used_by_the_rotation(desk: Desk) -> None:
    with desk.open() as session:
        size = session.log.size
        number, key = prepare(session)
        assert (number, key.name) == (2, ORIGIN)
        assert prepare(session) == (number, key)
        assert session.log.size == size
        assert epochs(session).newest.number == 1
        assert rotate(session) == 2
        assert epochs(session).newest.key == key
        assert prepare(session)[0] == 3


def test_it_is_there_when_the_vault_is_opened_again(desk: Desk) -> None:
    with desk.open() as session:
        first = prepare(session)
    with desk.open() as session:
        assert prepare(session) == first


def test_the_certificate_goes_into_the_log_with_the_key(desk: Desk) -> None:
    with desk.open() as session:
        number, key = prepare(session)
        note = certify_epoch(desk.root, ORIGIN, number, key, FROM_S)
        assert take_certificate(session, note) == 2
        with pytest.raises(KeyFileError, match="already"):
            take_certificate(session, note)
        rotate(session)
        assert epochs(session).newest.key == key
    leaves = [leaf for _, leaf in LogView.newest(desk.storage).leaves() if isinstance(leaf, KeyLeaf)]
    assert [each.certificate for each in leaves if each.epoch == number] == [note]


@pytest.mark.parametrize("wrong", ["epoch", "key", "origin", "root", "text"])
def test_a_certificate_for_anything_else_is_refused(desk: Desk, wrong: str) -> None:
    with desk.open() as session:
        number, key = prepare(session)
        first = epochs(session).newest.key
        note = {
            "epoch": certify_epoch(desk.root, ORIGIN, number + 1, key, FROM_S),
            "key": certify_epoch(desk.root, ORIGIN, number, first, FROM_S),
            "origin": certify_epoch(desk.root, "other.example/log", number, key, FROM_S),
            "root": certify_epoch(session.ring.signer(1), ORIGIN, number, key, FROM_S),
            "text": "a certificate, believe me\n",
        }[wrong]
        with pytest.raises(NoteError):
            take_certificate(session, note)
        assert session.ring.certificate(number) == ""
