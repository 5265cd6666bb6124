"""Columns: coding a text column loses nothing, absent values are told from empty ones."""

from __future__ import annotations

from typing import get_args

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.rows import NO_TIME, UNKNOWN, AccessRows, Action, Event, Outcome, Reading, encode, no_lines

VALUES = st.lists(st.none() | st.sampled_from([b"", b"-", b"GET", b"POST"]) | st.binary(max_size=5))
BLOCK = Block(LogFile("a", "a"), b"", 0, 1)


@given(values=VALUES)
def test_coding_and_reading_back_gives_the_same_column(values: list[bytes | None]) -> None:
    column = encode(values)
    assert [column[row] for row in range(len(values))] == [None if v == b"-" else v for v in values]


@given(values=VALUES)
def test_each_distinct_value_is_kept_once_in_order_of_first_appearance(values: list[bytes | None]) -> None:
    present = [value for value in values if value is not None and value != b"-"]
    assert encode(values).values == list(dict.fromkeys(present))


def test_absent_and_empty_are_two_things() -> None:
    column = encode([b"", None, b"-", b"--"])
    assert column.codes.tolist() == [0, UNKNOWN, UNKNOWN, 1]
    assert [column[row] for row in range(4)] == [b"", None, None, b"--"]


def test_codes_have_the_width_that_the_columns_promise() -> None:
    assert encode([]).codes.dtype == encode([b"a"]).codes.dtype == np.int32


def test_no_lines_are_none() -> None:
    lines = no_lines()
    assert len(lines) == 0
    assert lines.number.dtype == lines.offset.dtype == lines.length.dtype == np.int64


def test_no_time_is_before_every_time() -> None:
    assert NO_TIME < -(2**62)
    assert np.array([NO_TIME], np.int64)[0] == NO_TIME


def test_rows_are_as_many_as_their_lines() -> None:
    whole, small, text = np.empty(0, np.int64), np.empty(0, np.int32), encode([])
    rows = AccessRows(BLOCK, no_lines(), whole, text, text, text, small, whole, text, text)
    assert len(rows) == 0
    assert (rows.host, rows.user, rows.duration_us) == (None, None, None)


def test_events_and_readings_share_nothing() -> None:
    one, other = (Event(1, 0, 3, NO_TIME, "ssh", "login") for _ in range(2))
    one.detail["method"] = "publickey"
    assert other.detail == {}
    assert (other.outcome, other.user, other.client_ip, other.object) == ("", "", "", "")
    reading = Reading(BLOCK, None, [], no_lines())
    assert (reading.headers, reading.blank, reading.invalid_utf8) == (0, 0, 0)


def test_an_action_that_nobody_knows_has_a_name_too() -> None:
    assert "other" in get_args(Action)
    assert set(get_args(Outcome)) == {"success", "failure", ""}
