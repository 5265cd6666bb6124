"""The public's copy of the checkpoint: whole, readable by all, and no way to another file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.actions.publish import publish_checkpoint
from siaga.vault.errors import MissingError, UnreachableError
from siaga.vault.storage.local import LocalStorage

from ..conftest import Desk


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Return where it is published."""
    (tmp_path / "web").mkdir()
    return tmp_path / "web" / "checkpoint"


def test_the_checkpoint_is_there_for_all_whatever_the_umask(desk: Desk, public: Path) -> None:
    before = os.umask(0o077)
    try:
        assert publish_checkpoint(desk.storage, public)
    finally:
        os.umask(before)
    assert public.read_bytes() == desk.storage.read(layout.CHECKPOINT)
    assert stat.S_IMODE(public.stat().st_mode) == 0o644


def test_the_same_one_is_not_written_again(desk: Desk, public: Path) -> None:
    assert publish_checkpoint(desk.storage, public)
    inode = public.stat().st_ino
    assert not publish_checkpoint(desk.storage, public)
    assert public.stat().st_ino == inode


def test_a_new_one_takes_the_old_one_s_place_at_once(desk: Desk, public: Path) -> None:
    publish_checkpoint(desk.storage, public)
    with public.open("rb") as reading:
        old = reading.read(10)
        with desk.open() as session:
            session.tell("a test", "look")
        assert publish_checkpoint(desk.storage, public)
        old += reading.read()
    assert old != public.read_bytes() == desk.storage.read(layout.CHECKPOINT)
    assert b"\n3\n" in old, "who was reading has read the old one whole"
    assert [path.name for path in public.parent.iterdir()] == ["checkpoint"]


def test_what_an_interruption_left_is_no_hindrance_and_no_way_elsewhere(desk: Desk, public: Path) -> None:
    victim = public.parent.parent / "victim"
    victim.write_bytes(b"precious")
    (public.parent / ".checkpoint.new").symlink_to(victim)
    assert publish_checkpoint(desk.storage, public)
    assert victim.read_bytes() == b"precious"
    assert not public.is_symlink()
    assert public.read_bytes() == desk.storage.read(layout.CHECKPOINT)


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnreachableError, match="can't be published"):
        publish_checkpoint(desk.storage, tmp_path / "nowhere" / "checkpoint")


def test_an_empty_vault_publishes_nothing(tmp_path: Path, public: Path) -> None:
    with pytest.raises(MissingError):
        publish_checkpoint(LocalStorage(tmp_path / "empty"), public)
    assert not public.exists()
