"""What becomes of a journal that was left: committed, dropped, put aside, or a reason to stop."""

from __future__ import annotations

import pytest

from siaga.vault import layout
from siaga.vault.errors import HistoryError
from siaga.vault.log.journal import Journal, read_journal, write_journal
from siaga.vault.log.redoing import Fate, judge
from siaga.vault.tlog.hashes import root
from siaga.vault.tlog.merkle import EMPTY_ROOT
from siaga.vault.tlog.note import Signer

from .conftest import ORIGIN, Desk, signer


def _lay(desk: Desk, size: int, *entries: bytes, by: Signer | None = None, over: bytes | None = None) -> None:
    tree = root(desk.view.hashes, size) if over is None else over
    write_journal(desk.storage, Journal(ORIGIN, size, tree, entries).signed(by or signer(1)))


def _fate(desk: Desk) -> Fate:
    return judge(desk.storage, desk.view, ORIGIN, [signer(1).verifier])[0]


def test_without_a_journal_there_is_nothing_to_do(desk: Desk) -> None:
    assert _fate(desk) is Fate.NONE


def test_one_that_continues_the_log_is_committed(desk: Desk) -> None:
    entry = desk.entry("lanjut")
    _lay(desk, 2, entry)
    assert _fate(desk) is Fate.REDO
    assert desk.open().size == 3
    assert desk.view.entries[2] == entry
    assert read_journal(desk.storage) is None


def test_the_very_first_one_is_committed(desk: Desk) -> None:
    write_journal(desk.storage, Journal(ORIGIN, 0, EMPTY_ROOT, (b"{}",)).signed(signer(1)))
    assert judge(desk.storage, None, ORIGIN, [signer(1).verifier])[0] is Fate.REDO


def test_one_that_is_committed_is_dropped_whoever_signed_it(desk: Desk) -> None:
    _lay(desk, 1, desk.view.entries[1], by=signer(9))
    assert _fate(desk) is Fate.DROP
    assert desk.open().take_quarantined() == ()
    assert read_journal(desk.storage) is None


@pytest.mark.parametrize("size", [2, 1, 0])
def test_a_stranger_s_is_put_aside_and_the_log_goes_on(desk: Desk, size: int) -> None:
    _lay(desk, size, desk.entry("palsu"), by=signer(9))
    assert _fate(desk) is Fate.ASIDE
    log = desk.open()
    assert log.size == 2
    assert log.take_quarantined() == (layout.JOURNAL,)
    assert log.take_quarantined() == ()
    assert [name for name in desk.storage.names(layout.QUARANTINE) if name.endswith(layout.JOURNAL)]
    assert log.append([desk.act("terus")]) == 2


def test_an_unreadable_one_is_put_aside(desk: Desk) -> None:
    desk.storage.replace(layout.JOURNAL, b"{half", None)
    assert _fate(desk) is Fate.ASIDE
    assert desk.open().take_quarantined() == (layout.JOURNAL,)


def test_one_of_a_writer_whom_another_overtook_is_put_aside(desk: Desk) -> None:
    """It was stopped before it wrote its journal, another committed meanwhile, then it went on."""
    late = desk.entry("terlambat")
    _lay(desk, 1, late)
    assert _fate(desk) is Fate.ASIDE
    assert desk.open().size == 2
    assert late not in desk.view.entries


def test_an_overtaken_writer_s_journal_blocks_a_running_one_only_once(desk: Desk) -> None:
    log = desk.open()
    _lay(desk, 1, desk.entry("terlambat"))
    with pytest.raises(Exception, match=layout.JOURNAL):
        log.append([desk.act("pertama")])
    assert log.append([desk.act("kedua")]) == 2
    assert log.take_quarantined() == (layout.JOURNAL,)


@pytest.mark.parametrize("size", [2, 1])
def test_ours_over_another_tree_stops_the_log(desk: Desk, size: int) -> None:
    _lay(desk, size, desk.entry("lain"), over=b"x" * 32)
    with pytest.raises(HistoryError, match="exchanged"):
        _fate(desk)


def test_ours_over_a_longer_tree_stops_the_log(desk: Desk) -> None:
    """The checkpoint was rolled back under it."""
    _lay(desk, 5, desk.entry("lain"), over=b"x" * 32)
    with pytest.raises(HistoryError, match="another tree of 5 leaves, the checkpoint has 2"):
        desk.open()
