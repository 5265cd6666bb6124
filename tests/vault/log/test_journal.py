"""A journal says what is appended to what, and only the log's key can say it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.vault import layout
from siaga.vault.errors import ConflictError, NoteError, TamperedError
from siaga.vault.log.journal import Journal, drop_journal, read_journal, write_journal
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.note import SignedNote

from .conftest import ORIGIN, Desk, signer

JOURNAL = Journal(ORIGIN, 7, b"r" * 32, (b"one", b"two"))


def test_what_was_written_is_read_until_it_is_dropped(desk: Desk) -> None:
    signed = JOURNAL.signed(signer(1))
    assert read_journal(desk.storage) is None
    write_journal(desk.storage, signed)
    assert read_journal(desk.storage) == signed
    with pytest.raises(ConflictError):
        write_journal(desk.storage, signed)
    drop_journal(desk.storage)
    assert read_journal(desk.storage) is None


def test_the_signature_covers_all_of_it() -> None:
    signed = JOURNAL.signed(signer(1))
    signed.check([signer(2).verifier, signer(1).verifier])
    for other in (
        replace(signed, origin="siaga.kota.example/other"),
        replace(signed, size=8),
        replace(signed, root=b"q" * 32),
        replace(signed, entries=(b"two", b"one")),
        replace(signed, entries=(b"one",)),
        replace(signed, signature=JOURNAL.signed(signer(2)).signature),
        replace(signed, signature=""),
        JOURNAL,
    ):
        with pytest.raises(NoteError):
            other.check([signer(1).verifier])
    with pytest.raises(NoteError, match="no signature by a known key"):
        signed.check([])


def test_its_text_is_no_checkpoint_and_a_checkpoint_is_none() -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(JOURNAL.text(), "journal")
    text = Checkpoint(ORIGIN, 7, b"r" * 32).body()
    line = SignedNote(text, (signer(1).sign(text),)).signatures[0].line().rstrip("\n")
    with pytest.raises(NoteError):
        replace(JOURNAL, signature=line).check([signer(1).verifier])


def test_an_unreadable_one_is_named(desk: Desk) -> None:
    desk.storage.replace(layout.JOURNAL, b"half", None)
    with pytest.raises(TamperedError, match=layout.JOURNAL):
        read_journal(desk.storage)
