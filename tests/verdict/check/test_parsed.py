"""A block on its way to the ledger: its line numbers count from the start of its part until shifted."""

from __future__ import annotations

import numpy as np

from siaga.detection.engine.samples import rows_of_lines
from siaga.intake.block import LogFile
from siaga.intake.rows import Event
from siaga.verdict.check.parsed import Hit, Parsed, ParsedItem


def _parsed() -> Parsed:
    nothing = Hit(np.empty(0, np.int64), np.empty(0, np.int32))
    event = Event(7, 0, 10, 0, "ssh", "login")
    rows, unread = rows_of_lines([b"one", b"two"]), rows_of_lines([b"three"])
    return Parsed(
        LogFile("a.log", "a.log"), "combined", "access", rows, nothing, None, [event], [b"raw"], unread=unread
    )


def _numbers(parsed: Parsed) -> list[int]:
    assert parsed.rows is not None
    assert parsed.unread is not None
    rows, unread = parsed.rows.lines.number.tolist(), parsed.unread.lines.number.tolist()
    return [*rows, *unread, *(event.line_no for event in parsed.events)]


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
    parsed.rows = parsed.unread = None
    parsed.shift(3)
    assert [event.line_no for event in parsed.events] == [10]


def test_an_item_is_its_blocks_and_what_was_found_on_the_way() -> None:
    item = ParsedItem([_parsed()], 9, (), (), 1_000)
    assert item.blocks[0].format == "combined"
    assert (item.lines, item.bytes_read) == (9, 1_000)
