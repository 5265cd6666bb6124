"""The dictionary of targets agrees with counting one row after the other."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.deriving.url_table import UrlCounts
from siaga.intake.rows import NO_TIME
from siaga.vault.columns.schema import URLS
from siaga.vault.columns.text import exact

VALUES = [b"/b", b"/a", b"/\xff", b"", b"/long/er"]
BLOCKS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(-1, len(VALUES) - 1), st.sampled_from([NO_TIME, -5, 0, 7, 9]))),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=5,
)


def _made(blocks: list[tuple[list[tuple[int, int]], int]]) -> pa.Table:
    counts = UrlCounts()
    for rows, frame in blocks:
        codes = np.array([code for code, _ in rows], np.int32)
        counts.add(codes, np.array([time for _, time in rows], np.int64), frame)
    return counts.table(VALUES)


@given(BLOCKS)
def test_counts_times_and_frames(blocks: list[tuple[list[tuple[int, int]], int]]) -> None:
    expected = []
    for value in sorted(VALUES):
        rows = [
            (time, frame)
            for part, frame in blocks
            for code, time in part
            if code >= 0 and VALUES[code] == value
        ]
        times = [time for time, _ in rows if time != NO_TIME]
        frames = sorted({frame for _, frame in rows})
        expected.append((value, len(rows), min(times, default=None), max(times, default=None), frames))
    table = _made(blocks)
    assert table.schema == URLS
    table.validate(full=True)
    first, last = (table[name].cast(pa.int64()).to_pylist() for name in ("first_time", "last_time"))
    targets = [
        exact(text, escaped=mark)
        for text, mark in zip(table["target"].to_pylist(), table["escaped"].to_pylist(), strict=True)
    ]
    found = zip(targets, table["count"].to_pylist(), first, last, table["frames"].to_pylist(), strict=True)
    assert list(found) == [each for each in expected if each[1]]


def test_targets_are_sorted_by_their_bytes() -> None:
    table = _made([([(code, 1) for code in range(len(VALUES))], 0)])
    assert table["target"].to_pylist() == ["", "/a", "/b", "/long/er", "/\\xff"]
    assert table["escaped"].to_pylist() == [False] * 4 + [True]


def test_a_target_that_no_row_has_is_not_listed() -> None:
    assert _made([([(0, 7), (-1, 7), (2, 9)], 2)])["target"].to_pylist() == ["/b", "/\\xff"]
    nothing = _made([([(-1, 7)], 0)])
    nothing.validate(full=True)
    assert nothing.num_rows == 0
