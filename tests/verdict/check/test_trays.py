"""Results come out of the trays as they were laid in, by another process as well."""

from __future__ import annotations

import errno
import mmap
import multiprocessing

import pytest

from siaga.intake.reading.note import Note
from siaga.verdict.check.parsed import ParsedItem
from siaga.verdict.check.trays import Laid, Trays


def result(lines: int, *, notes: int = 0) -> ParsedItem:
    told = tuple(Note(f"place {number}", "input_error", "x" * 100) for number in range(notes))
    return ParsedItem([], lines, told, (), 7)


def test_what_was_laid_comes_out_and_frees_its_tray() -> None:
    trays = Trays(2)
    first, second = trays.reserve(), trays.reserve()
    assert trays.reserve() is None
    laid = [trays.lay(first, result(1)), trays.lay(second, result(2, notes=3))]
    assert [one.data for one in laid] == [None, None]
    assert [trays.fetch(one) for one in laid] == [result(1), result(2, notes=3)]
    assert {trays.reserve(), trays.reserve()} == {first, second}


@pytest.mark.parametrize("size", [16, 1 << 20])
def test_what_does_not_fit_goes_another_way(size: int) -> None:
    trays = Trays(1, size)
    tray = trays.reserve()
    laid = trays.lay(tray, result(5, notes=20))
    assert (laid.data is None) == (size > 1000)
    assert trays.fetch(laid) == result(5, notes=20)
    assert trays.reserve() == tray


def test_without_a_tray_nothing_is_lost() -> None:
    trays = Trays(0)
    assert trays.reserve() is None
    assert trays.fetch(trays.lay(None, result(3))) == result(3)


def test_a_machine_that_gives_no_shared_memory_still_gets_its_results(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make = mmap.mmap

    def scarce(descriptor: int, size: int) -> mmap.mmap:
        if size > 1:
            raise OSError(errno.ENOMEM, "Cannot allocate memory")
        return make(descriptor, size)

    monkeypatch.setattr("siaga.verdict.check.trays.mmap.mmap", scarce)
    trays = Trays(4)
    assert trays.reserve() is None
    assert trays.fetch(trays.lay(None, result(6, notes=2))) == result(6, notes=2)


def test_neighbours_are_left_alone() -> None:
    trays = Trays(2, 4096)
    first, second = trays.reserve(), trays.reserve()
    lower = trays.lay(first, result(1, notes=9))
    upper = trays.lay(second, result(2, notes=9))
    assert trays.fetch(lower) == result(1, notes=9)
    assert trays.fetch(upper) == result(2, notes=9)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
def test_another_process_can_lay_a_result() -> None:
    trays = Trays(1)
    tray = trays.reserve()
    context = multiprocessing.get_context("fork")
    come, go = context.Pipe(duplex=False)

    def work() -> None:
        go.send(trays.lay(tray, result(4, notes=2)))

    worker = context.Process(target=work)
    worker.start()
    laid = come.recv()
    worker.join()
    assert isinstance(laid, Laid)
    assert laid.data is None
    assert trays.fetch(laid) == result(4, notes=2)
