"""A trace knows the minutes and hours a source spoke in, and where its time ran backwards."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.rows import NO_TIME
from siaga.verdict.coverage.trace import BACKWARDS_US, HOUR_US, MINUTE_US, Jump, Times, Trace

from .sources import MONDAY_US, steady

SECOND_US = 1_000_000
TIMES = st.lists(st.one_of(st.integers(-(10**15), 10**16), st.just(NO_TIME)), max_size=20)


def traced(*blocks: list[int], file: str = "a.log") -> Trace:
    trace, line = Trace(), 1
    for times in blocks:
        found = Times.of(np.arange(line, line + len(times)), np.array(times, np.int64))
        if found is not None:
            trace.add(file, found)
        line += len(times)
    return trace


def times_of(line_no: int, *times: int) -> Times:
    found = Times.of(np.arange(line_no, line_no + len(times)), np.array(times, np.int64))
    assert found is not None
    return found


@given(times=TIMES)
def test_minutes_and_hours_are_counted(times: list[int]) -> None:
    trace = traced(times)
    known = [at for at in times if at != NO_TIME]
    assert trace.timed == len(known)
    minutes, counts = (found.tolist() for found in trace.minutes())
    assert dict(zip(minutes, counts, strict=True)) == Counter(at // MINUTE_US for at in known)
    assert minutes == sorted(minutes)
    hours, lines = trace.hours()
    assert hours.tolist() == sorted({at // HOUR_US * HOUR_US for at in known})
    assert lines.sum() == len(known)
    assert (trace.first_us, trace.last_us) == ((min(known), max(known)) if known else (None, None))


@given(times=TIMES, data=st.data())
def test_where_blocks_are_cut_does_not_matter(times: list[int], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(times)))
    whole, halves = traced(times), traced(times[:cut], times[cut:])
    assert whole.jumps == halves.jumps
    for mine, theirs in zip(whole.hours(), halves.hours(), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert (whole.first_us, whole.last_us) == (halves.first_us, halves.last_us)


@given(times=TIMES)
def test_every_step_back_further_than_allowed_is_told(times: list[int]) -> None:
    known = [(number, at) for number, at in enumerate(times, 1) if at != NO_TIME]
    expected = [
        Jump("a.log", number, before, at)
        for (_, before), (number, at) in pairwise(known)
        if before - at > BACKWARDS_US
    ]
    if (
        sum(later < earlier for (_, earlier), (_, later) in pairwise(known)) < 5
    ):  # what falls more often may be an export that begins with its newest line
        assert traced(times).jumps == expected


def test_an_export_may_begin_with_its_newest_line() -> None:
    falling = [MONDAY_US - number * HOUR_US for number in range(30)]
    assert traced(falling).jumps == []
    assert traced(falling, [MONDAY_US - 30 * HOUR_US]).jumps == []


def test_a_line_out_of_place_is_told_where_the_newest_line_stands_first() -> None:
    falling = [MONDAY_US - number * HOUR_US for number in range(30)]
    falling[12] = MONDAY_US - 20 * HOUR_US
    (jump,) = traced(falling).jumps
    assert (jump.line_no, jump.before_us, jump.after_us) == (14, falling[13], falling[12])


def test_a_block_that_begins_later_is_told_where_the_newest_line_stands_first() -> None:
    first, second = ([MONDAY_US - number * HOUR_US for number in range(start, start + 9)] for start in (9, 0))
    assert [jump.line_no for jump in traced(first, second).jumps] == [10]


def test_time_running_backwards_is_told_with_its_line() -> None:
    times = [*steady(0.1), MONDAY_US + HOUR_US, *steady(0.1, start_us=MONDAY_US + 3 * HOUR_US)]
    (jump,) = traced(times).jumps
    assert jump.line_no == len(steady(0.1)) + 1
    assert (jump.before_us, jump.after_us) == (steady(0.1)[-1], MONDAY_US + HOUR_US)


@pytest.mark.parametrize("back_us", [SECOND_US, 30 * SECOND_US, BACKWARDS_US])
def test_everyday_disorder_is_not_told(back_us: int) -> None:
    times = [at - (back_us if number % 7 == 0 else 0) for number, at in enumerate(steady(0.2))]
    assert traced(times).jumps == []


def test_a_clock_put_back_by_an_hour_is_told_once() -> None:
    change = MONDAY_US + 26 * HOUR_US
    times = [at if at < change else at - HOUR_US for at in steady(3)]
    assert [jump.before_us - jump.after_us for jump in traced(times).jumps] == [HOUR_US - 2 * MINUTE_US]


def test_the_next_file_of_a_set_may_begin_earlier() -> None:
    trace = traced([MONDAY_US + HOUR_US], file="a.log.1")
    trace.add("a.log", times_of(1, MONDAY_US, MONDAY_US + 1))
    assert trace.jumps == []
    trace.add("a.log", times_of(3, MONDAY_US - HOUR_US))
    assert [(jump.file, jump.line_no) for jump in trace.jumps] == [("a.log", 3)]


def test_a_log_that_is_all_disorder_stays_within_bounds() -> None:
    back_and_forth = [MONDAY_US + (number % 2) * HOUR_US for number in range(5_000)]
    assert len(traced(back_and_forth).jumps) == 1_000


@given(times=TIMES)
def test_minutes_are_never_more_than_foretold(times: list[int]) -> None:
    trace = traced(times)
    assert len(trace.minutes()[0]) <= trace.most_minutes <= trace.timed
