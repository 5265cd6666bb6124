"""Tallies are those of counting one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.detection.ledger.tallying import tallied


@given(data=st.data(), groups=st.integers(0, 5), marks=st.integers(0, 4))
def test_rows_and_marks_are_counted_per_group(data: st.DataObject, groups: int, marks: int) -> None:
    rows = data.draw(st.integers(0, 30 if groups else 0))
    group = data.draw(st.lists(st.integers(0, max(0, groups - 1)), min_size=rows, max_size=rows))
    borne = [data.draw(st.lists(st.booleans(), min_size=rows, max_size=rows)) for _ in range(marks)]
    counts = tallied(np.array(group, np.int64), groups, [np.array(mark, np.bool_) for mark in borne])
    assert counts.tolist() == [
        [
            group.count(each),
            *(sum(one == each and mark[row] for row, one in enumerate(group)) for mark in borne),
        ]
        for each in range(groups)
    ]
