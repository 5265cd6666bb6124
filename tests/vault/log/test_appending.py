"""What was acknowledged stays, what was not is there whole or not at all, and the log's rules hold."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.errors import (
    ConflictError,
    HistoryError,
    KeyFileError,
    UnreachableError,
    VaultUsageError,
)
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import Leaf
from siaga.vault.log.appending import Log, Stamp
from siaga.vault.log.epochs import epochs_of
from siaga.vault.log.head import read_head
from siaga.vault.log.journal import Journal, write_journal
from siaga.vault.log.witnessing import NoWitness
from siaga.vault.storage.local import LocalStorage
from siaga.vault.storage.power_loss import PowerLossDisk, PowerLostError
from siaga.vault.tlog.checkpoint import Checkpoint
from siaga.vault.tlog.hashes import HashReader
from siaga.vault.tlog.note import SignedNote

from .conftest import NOON_US, ORIGIN, Desk, signer

ROOT = Path("/srv/kota/vault")
CUTS, STATES = 90, 4


def _at_power(disk: PowerLossDisk) -> Desk:
    return Desk(LocalStorage(ROOT, disk))


@pytest.mark.parametrize("cut", range(CUTS))
def test_a_power_cut_at_any_step_leaves_the_batch_whole_or_away(cut: int) -> None:
    disk = PowerLossDisk()
    desk = _at_power(disk)
    desk.open().append([desk.key(1)])
    batch = [desk.act("satu"), desk.act("dua")]
    log, acknowledged = desk.open(), False
    disk.cut_at(cut)
    try:
        log.append(batch)
        acknowledged = True
    except PowerLostError:
        pass
    assert acknowledged or cut < CUTS - 1, "the cuts reach to the end"
    for seed in range(STATES):
        after = _at_power(disk.crash(random.Random(seed)))
        again = after.open()
        told = after.view.entries[1:]
        assert told in ([], [after.entry("satu"), after.entry("dua")])
        assert told or not acknowledged
        assert again.append([after.act("tiga")]) == len(told) + 1
        assert after.view.entries[1:] == [*told, after.entry("tiga")]


class Failing(LocalStorage):
    """A store that stops answering at one name, once."""

    failing = ""

    def replace(self, name: str, data: bytes, expected: str | None) -> str:
        if name == self.failing:
            self.failing = ""
            raise UnreachableError(name, "no answer")
        return super().replace(name, data, expected)


@pytest.mark.parametrize("at", [layout.JOURNAL, layout.CHECKPOINT])
def test_what_is_appended_again_after_a_failure_is_in_the_log_once(desk: Desk, at: str) -> None:
    desk.storage = storage = Failing(Path(desk.storage.place))
    log = desk.open()
    storage.failing = at
    with pytest.raises(UnreachableError):
        log.append([desk.act("sekali")])
    assert desk.view.size == 2, "nothing was acknowledged"
    assert log.append([desk.act("sekali")]) == 2
    assert log.append([desk.act("lagi")]) == 3
    assert desk.view.entries[2:] == [desk.entry("sekali"), desk.entry("lagi")]


def test_a_writer_who_was_overtaken_commits_nothing_until_he_has_looked(desk: Desk) -> None:
    slow, fast = desk.open(), desk.open()
    fast.append([desk.act("cepat")])
    with pytest.raises(ConflictError):
        slow.append([desk.act("lambat")])
    assert desk.view.entries[2:] == [desk.entry("cepat")]
    assert slow.append([desk.act("lambat")]) == 3
    assert desk.view.entries[2:] == [desk.entry("cepat"), desk.entry("lambat")]


def _refused(desk: Desk, leaves: list[Leaf], reason: str) -> None:
    files = list(desk.storage.names(""))
    with pytest.raises(VaultUsageError, match=reason):
        desk.open().append(leaves)
    assert list(desk.storage.names("")) == files, "nothing of it was written"


def test_leaves_that_break_the_rules_are_not_written(desk: Desk) -> None:
    act, older = desk.act("satu"), replace(desk.act("nol"), at=NOON_US - 1)
    _refused(desk, [], "no leaves")
    _refused(desk, [older], "older than the one before")
    _refused(desk, [act, older], "older than the one before")
    _refused(desk, [desk.key(2), act], "a key is committed alone")
    _refused(desk, [replace(act, what="x" * 70_000)], "65535 is the most")
    _refused(Desk(LocalStorage(Path(desk.storage.place) / "new")), [act], "begins with its key")


def test_a_clock_set_back_is_told_and_no_time_falls(desk: Desk) -> None:
    log = desk.open()
    assert log.stamp() == Stamp(NOON_US, None)
    desk.now_us -= 5
    assert log.stamp() == Stamp(NOON_US, 5)
    desk.now_us += 6
    assert log.stamp() == Stamp(NOON_US + 1, None)
    assert Desk(LocalStorage(Path(desk.storage.place) / "new")).open().stamp() == Stamp(NOON_US, None)


def test_a_new_key_is_admitted_by_the_old_one_and_signs_from_then_on(desk: Desk) -> None:
    log, signed = desk.open(), []
    log.know(signer(2))
    leaves: list[Leaf] = [desk.act("lama"), desk.key(2), desk.act("baru"), desk.act("terus")]
    for leaf in leaves:
        log.append([leaf])
        assert log.head is not None
        signed.append((log.size, log.head.note))
    epochs = epochs_of(desk.view)
    assert [epochs.check(note, size).number for size, note in signed] == [1, 1, 2, 2]


def test_without_the_key_that_must_sign_nothing_is_appended(desk: Desk) -> None:
    with pytest.raises(KeyFileError, match="none of the keys here signed it"):
        desk.open(signer(9))
    log = desk.open()
    log.append([desk.key(2)])
    with pytest.raises(KeyFileError, match="must sign next, and it is not here"):
        log.append([desk.act("tanpa kunci")])
    assert desk.view.size == 3
    assert isinstance(log.last, KeyLeaf)


def test_a_checkpoint_that_was_rolled_back_lets_nothing_be_destroyed(desk: Desk) -> None:
    old = desk.storage.read(layout.CHECKPOINT)
    desk.open().append([desk.act("hilang")])
    newest = desk.storage.version(layout.CHECKPOINT)
    assert newest is not None
    before = {name: desk.storage.read(name) for name in desk.storage.names(f"{layout.LOG}tile/")}
    desk.storage.replace(layout.CHECKPOINT, old, newest.version)
    log = desk.open()
    aside = log.take_quarantined()
    assert len(aside) == 2, "a tile and a bundle"
    kept = {name.split("/", 2)[2]: name for name in desk.storage.names(layout.QUARANTINE)}
    assert {name: desk.storage.read(kept[name]) for name in aside} == {name: before[name] for name in aside}
    assert log.append([desk.act("terus")]) == 2


def test_another_log_s_checkpoint_or_changed_tiles_stop_the_log(desk: Desk) -> None:
    with pytest.raises(HistoryError, match="it is of another log"):
        Log(desk.storage, "siaga.kota.example/other", [signer(1)], NoWitness(), desk.clock)
    (Path(desk.storage.place) / "log/tile/0/000.p/2").write_bytes(bytes(64))
    with pytest.raises(Exception, match="do not lead to its root"):
        desk.open()


class Remembering(NoWitness):
    """A witness in memory: refuses what does not continue what it saw last, cosigns while it is reachable."""

    def __init__(self) -> None:
        self.seen, self.reachable = 0, True

    def cosign(self, note: SignedNote, hashes: HashReader) -> SignedNote:
        self.compare(Checkpoint.parse(note.text, "note"), hashes)
        self.seen = hashes.size
        return note.with_signatures([signer(7).sign(note.text)]) if self.reachable else note

    def compare(self, checkpoint: Checkpoint, hashes: HashReader) -> None:
        _ = hashes
        if checkpoint.size < self.seen:
            raise HistoryError("witness", f"it knows {self.seen} leaves")


def test_a_witness_who_knows_more_stops_the_log_before_it_is_touched(desk: Desk) -> None:
    witness = Remembering()
    old = desk.storage.read(layout.CHECKPOINT)
    desk.open(witnessing=witness).append([desk.act("disaksikan")])
    newest = desk.storage.version(layout.CHECKPOINT)
    assert newest is not None
    desk.storage.replace(layout.CHECKPOINT, old, newest.version)
    files = list(desk.storage.names(""))
    with pytest.raises(HistoryError, match="knows 3 leaves"):
        desk.open(witnessing=witness)
    assert list(desk.storage.names("")) == files


def test_a_commit_that_a_witness_saw_before_the_crash_is_redone_before_it_is_asked(desk: Desk) -> None:
    witness, log = Remembering(), desk.open()
    assert log.head is not None
    entry = desk.entry("tersaksi")
    journal = Journal(ORIGIN, 2, log.head.checkpoint.root, (entry,))
    write_journal(desk.storage, journal.signed(signer(1)))
    witness.seen = 3
    assert desk.open(witnessing=witness).size == 3
    assert desk.view.entries[2] == entry


def test_a_witness_who_was_away_is_asked_again_for_the_same_checkpoint(desk: Desk) -> None:
    witness = Remembering()
    witness.reachable = False
    log = desk.open(witnessing=witness)
    log.append([desk.act("sendiri")])
    assert desk.storage.version(layout.WITNESSED) is None
    witness.reachable = True
    log.cosign_again()
    log.cosign_again()
    head = read_head(desk.storage)
    assert head is not None
    assert [each.name for each in head.note.signatures] == [ORIGIN, ORIGIN]
    assert head.checkpoint.size == 3
    assert desk.storage.read(layout.WITNESSED) == head.note.encode()
    assert log.append([desk.act("terus")]) == 3
