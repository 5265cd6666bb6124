"""The newest checkpoint is what stands in storage, whole, with the version it can be replaced by."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.errors import ConflictError, NoteError
from siaga.vault.log.head import parse_head, read_head
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote

from .conftest import ORIGIN, Desk, signer


def test_a_log_that_was_never_begun_has_none(tmp_path: Path) -> None:
    assert read_head(LocalStorage(tmp_path)) is None


def test_it_is_read_with_all_its_signatures_and_replaced_by_its_version(desk: Desk) -> None:
    head = read_head(desk.storage)
    assert head is not None
    assert (head.checkpoint.origin, head.checkpoint.size) == (ORIGIN, 2)
    assert head.note.encode() == desk.storage.read(layout.CHECKPOINT)
    cosigned = head.note.with_signatures([signer(7).sign(head.note.text)])
    desk.storage.replace(layout.CHECKPOINT, cosigned.encode(), head.version)
    again = read_head(desk.storage)
    assert again is not None
    assert (again.note, again.checkpoint) == (cosigned, head.checkpoint)
    with pytest.raises(ConflictError):
        desk.storage.replace(layout.CHECKPOINT, head.note.encode(), head.version)


TEXT = Checkpoint(ORIGIN, 2, bytes(32)).body()
NOTE = SignedNote(TEXT, (signer(1).sign(TEXT),)).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        NOTE[:-1],
        NOTE.replace(b"\n2\n", b"\n02\n"),
        NOTE.replace(b"\n2\n", b"\n-2\n"),
        NOTE.replace(b"AAAA", b"AAA", 1),
        NOTE.replace(b"\n\n", b"\n"),
        TEXT.encode(),
        b"\xff" + NOTE,
    ],
)
def test_what_is_no_checkpoint_is_told_by_its_place(data: bytes) -> None:
    assert parse_head(NOTE, "place").checkpoint.size == 2
    with pytest.raises(NoteError, match=r"^place: "):
        parse_head(data, "place")
