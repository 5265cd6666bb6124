"""A stamp is on the bytes that are kept beside it, and is never replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.vault.anchors.conftest import Authority, make_authority

from siaga.vault import layout
from siaga.vault.actions.anchor import anchor
from siaga.vault.anchors.check import check_stamp
from siaga.vault.anchors.tsa import Stamped, get_stamp
from siaga.vault.errors import UnreachableError, VaultUsageError
from siaga.vault.storage.local import LocalStorage

from ..conftest import Desk

__all__ = ["make_authority"]  # the authority's fixture, taken over from the anchors


def test_a_real_authority_s_stamp_holds_for_what_is_kept(
    desk: Desk, make_authority: Callable[..., Authority]
) -> None:
    authority = make_authority()
    done = anchor(desk.storage, lambda data: get_stamp(authority.url, data, authority.roots))
    assert done.size == 3
    data = desk.storage.read(layout.history(3))
    assert data == desk.storage.read(layout.CHECKPOINT)
    assert check_stamp(desk.storage.read(layout.anchor(3)), data, authority.roots, "kept") == done.stamp


def test_what_is_kept_of_a_size_stays(desk: Desk, make_authority: Callable[..., Authority]) -> None:
    authority = make_authority()
    asked: list[bytes] = []

    def get(data: bytes) -> Stamped:
        asked.append(data)
        return get_stamp(authority.url, data, authority.roots)

    anchor(desk.storage, get)
    first = desk.storage.read(layout.anchor(3))
    head = desk.storage.version(layout.CHECKPOINT)
    assert head is not None
    kept = desk.storage.read(layout.history(3))
    more = head.data + b"\xe2\x80\x94 saksi.example/w AAAAAAAA\n"
    desk.storage.replace(layout.CHECKPOINT, more, head.version)
    anchor(desk.storage, get)
    assert asked == [kept, kept], "stamped is what is kept, not what was cosigned since"
    assert desk.storage.read(layout.anchor(3)) == first
    assert desk.storage.read(layout.history(3)) == kept


def test_without_an_answer_nothing_is_kept(desk: Desk) -> None:
    def get(data: bytes) -> Stamped:
        assert data == desk.storage.read(layout.CHECKPOINT)
        raise UnreachableError("tsa", "no answer")

    with pytest.raises(UnreachableError):
        anchor(desk.storage, get)
    assert desk.storage.version(layout.anchor(3)) is None
    assert desk.storage.version(layout.history(3)) is None


def test_an_empty_vault_has_nothing_to_stamp(tmp_path: Path) -> None:
    def get(_: bytes) -> Stamped:
        raise AssertionError("asked for a stamp on nothing")

    with pytest.raises(VaultUsageError, match="no checkpoint"):
        anchor(LocalStorage(tmp_path / "empty"), get)
