"""A block on its way to the ledger: its line numbers count from the start of its part until shifted."""

from __future__ import annotations

import numpy as np

from siaga.detection.engine.samples import rows_of_lines
from siaga.detection.ledger.digest import digest_of
from siaga.detection.ledger.selection import Selector
from siaga.intake.block import LogFile
from siaga.intake.rows import Event
from siaga.verdict.check.parsed import Parsed, ParsedItem
from siaga.verdict.coverage.trace import BACKWARDS_US, Times


def _parsed() -> Parsed:
    event = Event(7, 0, 10, 0, "ssh", "login")
    rows, unread = rows_of_lines([b"one", b"two"]), rows_of_lines([b"three"])
    rows.time_us = np.array([0, 10 * BACKWARDS_US])
    digest = digest_of(rows, np.arange(2), np.zeros(2, np.int32), Selector())
    times = Times.of(rows.lines.number, rows.time_us[::-1])
    return Parsed(
        LogFile("a.log", "a.log"), "combined", "access", 2, times, digest, [event], [b"raw"], unread=unread
    )


def _numbers(parsed: Parsed) -> list[int]:
    assert parsed.digest is not None
    assert parsed.unread is not None
    assert parsed.times is not None
    rows, unread = parsed.digest.rows.lines.number.tolist(), parsed.unread.lines.number.tolist()
    times = (parsed.times.first[0], parsed.times.last[0], parsed.times.steps[0][0])
    return [*rows, *unread, *times, *(event.line_no for event in parsed.events)]


def test_a_shift_moves_every_line_number() -> None:
    parsed = _parsed()
    before = _numbers(parsed)
    parsed.shift(100)
    assert _numbers(parsed) == [number + 100 for number in before]


def test_a_shift_by_nothing_leaves_all_as_it_is() -> None:
    parsed = _parsed()
    before = _numbers(parsed)
    parsed.shift(0)
    assert _numbers(parsed) == before


def test_a_block_without_rows_can_be_shifted() -> None:
    parsed = _parsed()
    parsed.digest = parsed.times = parsed.unread = None
    parsed.shift(3)
    assert [event.line_no for event in parsed.events] == [10]


def test_an_item_is_its_blocks_and_what_was_found_on_the_way() -> None:
    item = ParsedItem([_parsed()], 9, (), (), 1_000)
    assert item.blocks[0].format == "combined"
    assert (item.lines, item.bytes_read) == (9, 1_000)
