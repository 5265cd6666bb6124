"""Results come out of the trays as they were laid in, by another process as well."""

from __future__ import annotations

import errno
import mmap
import multiprocessing
from collections.abc import Callable

import numpy as np
import pytest

from siaga.detection.engine.engine import Engine
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.ledger.drafts import raw_lines
from siaga.intake.reading.note import Note
from siaga.intake.reading.plan import plan
from siaga.verdict.check.options import CheckOptions
from siaga.verdict.check.parsed import ParsedItem
from siaga.verdict.check.processes import ItemReader
from siaga.verdict.check.trays import Laid, Trays

from .logs import scan, text, visitors


def result(lines: int, *, notes: int = 0) -> ParsedItem:
    told = tuple(Note(f"place {number}", "input_error", "x" * 100) for number in range(notes))
    return ParsedItem([], lines, told, (), 7)


def taken(trays: Trays, laid: Laid) -> ParsedItem:
    with trays.fetched(laid) as found:
        return found


def test_what_was_laid_comes_out_and_frees_its_tray() -> None:
    trays = Trays(2)
    first, second = trays.reserve(), trays.reserve()
    assert trays.reserve() is None
    laid = [trays.lay(first, result(1)), trays.lay(second, result(2, notes=3))]
    assert [one.data for one in laid] == [None, None]
    assert [taken(trays, one) for one in laid] == [result(1), result(2, notes=3)]
    assert {trays.reserve(), trays.reserve()} == {first, second}


@pytest.mark.parametrize("size", [16, 1 << 20])
def test_what_does_not_fit_goes_another_way(size: int) -> None:
    trays = Trays(1, size)
    tray = trays.reserve()
    laid = trays.lay(tray, result(5, notes=20))
    assert (laid.data is None) == (size > 1000)
    assert taken(trays, laid) == result(5, notes=20)
    assert trays.reserve() == tray


def test_without_a_tray_nothing_is_lost() -> None:
    trays = Trays(0)
    assert trays.reserve() is None
    assert taken(trays, trays.lay(None, result(3))) == result(3)


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
    assert taken(trays, trays.lay(None, result(6, notes=2))) == result(6, notes=2)


def test_neighbours_are_left_alone() -> None:
    trays = Trays(2, 4096)
    first, second = trays.reserve(), trays.reserve()
    lower = trays.lay(first, result(1, notes=9))
    upper = trays.lay(second, result(2, notes=9))
    assert taken(trays, lower) == result(1, notes=9)
    assert taken(trays, upper) == result(2, notes=9)


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
    assert taken(trays, laid) == result(4, notes=2)


def _read(rules: RuleSet, *, light: bool) -> ParsedItem:
    """Read the log that a test has laid down."""
    (item,) = plan(("access.log",)).items
    return ItemReader(Engine(rules), CheckOptions(("access.log",), ()), light=light)(item)


def _lines(result: ParsedItem) -> list[bytes]:
    digests = [parsed.digest for parsed in result.blocks if parsed.digest is not None]
    return [line for digest in digests for line in raw_lines(digest, np.arange(len(digest.rows)))]


@pytest.mark.parametrize("size", [1 << 20, 16])
def test_raw_lines_come_out_of_the_block_until_the_tray_is_given_back(
    lay: Callable[[dict[str, bytes]], None], own_rule_set: RuleSet, size: int
) -> None:
    lay({"access.log": text([*visitors(1), *scan()])})
    read = _read(own_rule_set, light=False)
    expected = _lines(read)
    assert expected
    trays = Trays(1, size)
    laid = trays.lay(trays.reserve(), read)
    with trays.fetched(laid) as result:
        assert _lines(result) == expected
        shared = [parsed.digest for parsed in result.blocks if parsed.digest is not None]
        # A result that found no room in the tray has come with its block.
        assert all((digest.rows.block.data == b"") == (size > 16) for digest in shared)
    assert trays.reserve() == 0
    if size > 16:
        with pytest.raises(ValueError, match="released"):
            _lines(result)


def test_picked_lines_travel_as_they_are(
    lay: Callable[[dict[str, bytes]], None], own_rule_set: RuleSet
) -> None:
    lay({"access.log": text([*visitors(1), *scan()])})
    light = _read(own_rule_set, light=True)
    trays = Trays(1)
    with trays.fetched(trays.lay(trays.reserve(), light)) as result:
        raws = [parsed.digest.raw for parsed in result.blocks if parsed.digest is not None]
        assert raws == [parsed.digest.raw for parsed in light.blocks if parsed.digest is not None]
        assert all(isinstance(raw, dict) for raw in raws)
