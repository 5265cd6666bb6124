"""A window keeps what it may not leave out, and lines find their times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.columns.schema import ACCESS, EVENTS
from siaga.vault.columns.writing import parquet
from siaga.vault.errors import TamperedError
from siaga.vault.hunting.result import NO_TIME
from siaga.vault.hunting.times import LineTimes, Window

Row = tuple[int, int, int | None]
"""Source, number of the line, time (UTC µs)."""


def columns(rows: Sequence[Row], schema: pa.Schema = ACCESS) -> bytes:
    """Return the derived file in which these lines stand."""
    known = dict(zip(("source", "line_no", "time"), zip(*rows, strict=True), strict=True)) if rows else {}
    arrays = [pa.array(known.get(field.name, [None] * len(rows)), field.type) for field in schema]
    return parquet(pa.Table.from_arrays(arrays, schema=schema))


def at(times: LineTimes, source: int, *lines: int) -> list[int]:
    found: list[int] = times.at(source, np.array(lines, np.int64)).tolist()
    return found


TIMES = st.lists(st.just(NO_TIME) | st.integers(-5, 5), max_size=9)


@given(TIMES, st.none() | st.integers(-5, 5), st.none() | st.integers(-5, 5))
def test_a_window_is_half_open_and_never_leaves_out_what_has_no_time(
    times: list[int], since: int | None, until: int | None
) -> None:
    window = Window(since, until)
    outside = [
        place
        for place, time in enumerate(times)
        if time != NO_TIME and ((since is not None and time < since) or (until is not None and time >= until))
    ]
    assert window.excludes(np.array(times, np.int64)).tolist() == outside
    assert window.is_open == (since is None and until is None)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 2), st.integers(1, 12)), st.none() | st.integers(0, 2**50), max_size=12
    ),
    st.booleans(),
)
def test_each_line_has_the_time_that_was_derived_from_it(
    known: dict[tuple[int, int], int | None], turned: bool
) -> None:
    rows = [(source, line, time) for (source, line), time in known.items()]
    rows = rows[::-1] if turned else rows
    some, others = rows[::2], rows[1::2]
    times = LineTimes.of([("columns.parquet", columns(some)), ("events.parquet", columns(others, EVENTS))])
    for source in range(4):
        expected = [known.get((source, line)) for line in range(14)]
        assert at(times, source, *range(14)) == [NO_TIME if each is None else each for each in expected]


def test_without_derived_files_no_line_has_a_time() -> None:
    assert at(LineTimes.of([]), 0, 1, 2) == [NO_TIME, NO_TIME]
    assert at(LineTimes.of([("columns.parquet", columns([]))]), 0, 1) == [NO_TIME]


@pytest.mark.parametrize("data", [b"", b"PAR1", columns([(0, 1, 2)])[:-9]])
def test_what_is_no_parquet_is_told_by_its_name(data: bytes) -> None:
    with pytest.raises(TamperedError, match=r"^events\.parquet: not a Parquet file"):
        LineTimes.of([("events.parquet", data)])
