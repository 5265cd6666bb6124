"""A text column gives every block's values back over one dictionary."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.deriving.coded_column import CodedColumn
from siaga.intake.rows import encode

VALUES = st.lists(st.none() | st.sampled_from([b"a", b"b", b"\xff", b"", b"\\"]), max_size=6)


@given(st.lists(VALUES, max_size=5))
def test_values_come_back_in_order(blocks: list[list[bytes | None]]) -> None:
    column = CodedColumn()
    for values in blocks:
        codes = column.add(encode(values), len(values))
        assert [None if code < 0 else column.values[code] for code in codes] == values
    whole = [value for values in blocks for value in values]
    assert [None if code < 0 else column.values[code] for code in column.codes()] == whole
    assert len(set(column.values)) == len(column.values)
    array, escaped = column.arrow()
    shown = {None: None, b"a": "a", b"b": "b", b"\xff": "\\xff", b"": "", b"\\": "\\"}
    assert array.to_pylist() == [shown[value] for value in whole]
    assert [column.values[code] for code in escaped] == [b"\xff"] * (b"\xff" in whole)


def test_an_absent_column_is_null_in_all_rows() -> None:
    column = CodedColumn()
    assert column.add(None, 2).tolist() == [-1, -1]
    column.add_one(b"site", 3)
    column.add(encode([b"-", None]), 2)
    assert column.arrow()[0].to_pylist() == [None, None, "site", "site", "site", None, None]
    assert np.issubdtype(column.codes().dtype, np.int32)
