"""A crash while the policy changes leaves the old or the new one, never one that the log does not name."""

from __future__ import annotations

from hashlib import sha256

import pytest

from siaga.vault import layout
from siaga.vault.actions.policy_change import change_policy, settle_policy
from siaga.vault.actions.verify import verify
from siaga.vault.errors import VaultUsageError
from siaga.vault.leaves.settings import PolicyLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.verifying.result import State

from ..conftest import Desk


def _changed(desk: Desk) -> bytes:
    return b"# changed by a person\n" + desk.storage.read(layout.POLICY)


def _named(desk: Desk) -> bytes:
    leaf = [leaf for _, leaf in LogView.newest(desk.storage).leaves(PolicyLeaf.KIND)][-1]
    assert isinstance(leaf, PolicyLeaf)
    return leaf.sha256


def _state(desk: Desk) -> State:
    return verify(desk.storage, now_us=desk.clock()).check("settings").state


def test_the_new_policy_is_in_place_and_named(desk: Desk) -> None:
    new = _changed(desk)
    with desk.open() as session:
        change_policy(session.storage, session.log, new)
    assert desk.storage.read(layout.POLICY) == new
    assert _named(desk) == sha256(new).digest()
    assert desk.storage.version(layout.POLICY_NEXT) is None


def test_a_malformed_one_changes_nothing(desk: Desk) -> None:
    with desk.open() as session, pytest.raises(VaultUsageError):
        change_policy(session.storage, session.log, b"quorum nobody\n")
    assert desk.storage.version(layout.POLICY_NEXT) is None
    assert _state(desk) is State.OK


def test_a_crash_before_the_leaf_keeps_the_old_one(desk: Desk) -> None:
    old, new = desk.storage.read(layout.POLICY), _changed(desk)
    desk.storage.replace(layout.POLICY_NEXT, new, None)
    assert _state(desk) is State.OK
    with desk.open():
        assert desk.storage.version(layout.POLICY_NEXT) is None
    assert desk.storage.read(layout.POLICY) == old


def test_a_crash_after_the_leaf_takes_the_new_one(desk: Desk) -> None:
    old, new = desk.storage.read(layout.POLICY), _changed(desk)
    with desk.open() as session:
        change_policy(session.storage, session.log, new)
    known = desk.storage.version(layout.POLICY)
    assert known is not None
    desk.storage.replace(layout.POLICY, old, known.version)
    assert _state(desk) is State.WRONG
    desk.storage.replace(layout.POLICY_NEXT, new, None)
    found = verify(desk.storage, now_us=desk.clock()).check("settings")
    assert (found.state, [each.place for each in found.told]) == (State.OK, [layout.POLICY])
    with desk.open():
        pass
    assert desk.storage.read(layout.POLICY) == new
    settle_policy(desk.storage)  # nothing is left to settle
    assert _state(desk) is State.OK
