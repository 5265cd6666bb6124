"""The epochs of a log are those of its own leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.vault.errors import NoteError
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.log.epochs import epochs_of

from .conftest import NOON_US, ORIGIN, Desk, signer


def appended(desk: Desk, *leaves: Leaf) -> None:
    log = desk.open(signer(1), signer(2), signer(3))
    for leaf in leaves:
        log.append([leaf])


def test_every_key_has_its_place_and_time(desk: Desk) -> None:
    desk.now_us += 7
    appended(desk, desk.key(2), desk.act("antara"), desk.key(3))
    epochs = epochs_of(desk.view)
    assert epochs.origin == ORIGIN
    assert [(each.number, each.index, each.at_us) for each in epochs.all] == [
        (1, 0, NOON_US),
        (2, 2, NOON_US + 7),
        (3, 4, NOON_US + 7),
    ]
    assert [each.key for each in epochs.all] == [signer(number).verifier for number in (1, 2, 3)]


def test_a_certificate_is_kept_as_it_was_logged(desk: Desk) -> None:
    appended(desk, replace(desk.key(2), certificate="siaga key certificate v1\n"))
    assert epochs_of(desk.view).newest.certificate == "siaga key certificate v1\n"


@pytest.mark.parametrize(
    ("leaf", "reason"),
    [
        (KeyLeaf(NOON_US, 3, signer(2).verifier.text, ""), "does not follow epoch 1"),
        (KeyLeaf(NOON_US, 2, signer(1).verifier.text, ""), "a key came back"),
        (KeyLeaf(NOON_US, 2, signer(2).verifier.text.replace("kota", "desa"), ""), "key id"),
        (KeyLeaf(NOON_US, 2, "no key", ""), "verifier key"),
    ],
)
def test_keys_that_do_not_follow_each_other_are_refused(desk: Desk, leaf: KeyLeaf, reason: str) -> None:
    appended(desk, leaf)
    with pytest.raises(NoteError, match=reason):
        epochs_of(desk.view)
