"""The steps of a commit: only the last one makes it one, and each may be done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.errors import ConflictError, HistoryError
from siaga.vault.log.commit import clear_superseded, grown, keep_witnessed, publish, write_tiles
from siaga.vault.log.head import Head, read_head
from siaga.vault.log.reading import LogView
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.storage.local import LocalStorage
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import HashReader, root
from siaga.vault.tlog.merkle import leaf_hash, root_of
from siaga.vault.tlog.note import SignedNote
from siaga.vault.tlog.tiles import Growth

from .conftest import ORIGIN, Desk, signer


class Cosigning(NoWitness):
    """Cosigns what it was shown whole, or refuses."""

    def __init__(self, *, refusing: bool = False) -> None:
        self.refusing = refusing

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        checkpoint = Checkpoint.parse(note.text, "note")
        assert root(hashes, hashes.size) == checkpoint.root, "the grown tree can be proven to a witness"
        if self.refusing:
            raise HistoryError("witness", "it knows better")
        return note.with_signatures([signer(7).sign(note.text)])


def head_of(desk: Desk) -> Head:
    head = read_head(desk.storage)
    assert head is not None
    return head


def written(desk: Desk, *entries: bytes) -> Growth:
    growth = grown(desk.storage, 2, entries)
    write_tiles(desk.storage, growth)
    return growth


def test_nothing_is_committed_before_the_checkpoint_is_replaced(desk: Desk) -> None:
    before = head_of(desk)
    growth = written(desk, b"{}")
    assert head_of(desk) == before
    assert LogView.newest(desk.storage).size == 2
    head = publish(desk.storage, ORIGIN, before, growth, signer(1), NoWitness())
    assert head_of(desk) == head
    assert (head.checkpoint.size, head.checkpoint.root) == (3, growth.root)
    assert desk.view.entries[2] == b"{}"


def test_tiles_are_written_twice_without_harm_but_never_over_others(desk: Desk) -> None:
    growth = written(desk, b"{}")
    write_tiles(desk.storage, growth)
    with pytest.raises(ConflictError):
        written(desk, b"[]")
    assert all(desk.storage.read(layout.log_file(path)) == data for path, data in growth.files.items())


def test_a_witness_who_knows_better_keeps_the_old_checkpoint(desk: Desk) -> None:
    before = head_of(desk)
    growth = written(desk, b"{}")
    with pytest.raises(HistoryError, match="knows better"):
        publish(desk.storage, ORIGIN, before, growth, signer(1), Cosigning(refusing=True))
    assert head_of(desk) == before


@pytest.mark.parametrize("first", [True, False])
def test_who_comes_second_commits_nothing(desk: Desk, *, first: bool) -> None:
    before = head_of(desk)
    growth = written(desk, b"{}")
    head = publish(desk.storage, ORIGIN, before, growth, signer(1), NoWitness())
    with pytest.raises(ConflictError):
        publish(desk.storage, ORIGIN, None if first else before, growth, signer(2), NoWitness())
    assert head_of(desk) == head


def test_only_what_a_witness_cosigned_is_remembered_for_the_alarm(desk: Desk) -> None:
    keep_witnessed(desk.storage, head_of(desk))
    assert desk.storage.version(layout.WITNESSED) is None
    one = publish(desk.storage, ORIGIN, head_of(desk), written(desk, b"{}"), signer(1), Cosigning())
    assert [each.key_id for each in one.note.signatures] == [signer(n).verifier.key_id for n in (1, 7)]
    keep_witnessed(desk.storage, one)
    entry = grown(desk.storage, 3, [b"[]"])
    write_tiles(desk.storage, entry)
    two = publish(desk.storage, ORIGIN, one, entry, signer(1), NoWitness())
    keep_witnessed(desk.storage, two)
    assert desk.storage.read(layout.WITNESSED) == one.note.encode()


def test_partial_tiles_go_only_where_a_full_one_stands(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    entries: list[bytes] = []
    for count in (100, 150, 5, 1, 256):
        more = [b"%d" % (len(entries) + number) for number in range(count)]
        growth = grown(storage, len(entries), more)
        write_tiles(storage, growth)
        entries += more
        assert growth.root == root_of([leaf_hash(each) for each in entries])
        clear_superseded(storage, growth)
        clear_superseded(storage, growth)
    partial = [name for name in storage.names("log/") if ".p/" in name]
    assert partial == ["log/tile/1/000.p/1", "log/tile/1/000.p/2"], "of these no full one stands yet"
    text = Checkpoint(ORIGIN, 512, root_of([leaf_hash(each) for each in entries])).body()
    view = LogView(storage, Head(SignedNote(text, ()), Checkpoint.parse(text, "c"), ""))
    assert view.entries == entries
