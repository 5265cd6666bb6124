"""Parquet files are the same bytes for the same rows, and give the rows back."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.columns.schema import ACCESS, EVENTS, URLS
from siaga.vault.columns.writing import ROWS_PER_GROUP, parquet, table_of
from siaga.vault.errors import TamperedError

Row = tuple[str, bool, int, int | None, list[int]]

TARGETS = st.lists(
    st.tuples(
        st.text(max_size=5),
        st.booleans(),
        st.integers(1, 2**40),
        st.none() | st.integers(0, 2**50),
        st.lists(st.integers(0, 99), max_size=4),
    ),
    max_size=20,
)


def _urls(rows: list[Row]) -> pa.Table:
    columns = [[row[place] for row in rows] for place in (0, 1, 2, 3, 3, 4)]
    arrays = [
        pa.array(values, pa.int64()).view(field.type)
        if pa.types.is_timestamp(field.type)
        else pa.array(values, field.type)
        for values, field in zip(columns, URLS, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=URLS)


@given(TARGETS)
def test_rows_come_back_and_bytes_do_not_change(
    rows: list[Row],
) -> None:
    table = _urls(rows)
    data = parquet(table)
    assert parquet(_urls(rows)) == data
    assert table_of(data, "urls.parquet").to_pylist() == table.to_pylist()


@pytest.mark.parametrize("schema", [ACCESS, EVENTS, URLS])
def test_every_kind_of_table_can_be_written_without_rows(schema: pa.Schema) -> None:
    read = table_of(parquet(schema.empty_table()), "x.parquet")
    assert (read.num_rows, read.schema.names) == (0, schema.names)


def test_a_query_can_pass_groups_by_by_their_times() -> None:
    rows: list[Row] = [("/", False, 1, at, [0]) for at in range(ROWS_PER_GROUP + 1)]
    told = pq.ParquetFile(pa.BufferReader(parquet(_urls(rows)))).metadata
    assert [told.row_group(at).num_rows for at in range(told.num_row_groups)] == [ROWS_PER_GROUP, 1]
    place = URLS.get_field_index("first_time")
    bounds = told.row_group(0).column(place).statistics
    assert (bounds.min.microsecond, bounds.max.microsecond) == (0, ROWS_PER_GROUP - 1)
    assert told.row_group(0).column(URLS.get_field_index("target")).statistics is None


def test_another_table_is_refused() -> None:
    with pytest.raises(TypeError, match="derived columns"):
        parquet(pa.table({"a": [1]}))


@pytest.mark.parametrize("damaged", [b"", b"PAR1", b"no parquet at all"])
def test_what_is_no_parquet_is_told_with_its_place(damaged: bytes) -> None:
    with pytest.raises(TamperedError, match=r"^index/x\.parquet: not a Parquet file"):
        table_of(damaged, "index/x.parquet")


def test_a_file_cut_off_is_told() -> None:
    data = parquet(_urls([("/", False, 1, None, [])]))
    with pytest.raises(TamperedError, match="u: not a Parquet"):
        table_of(data[:-5], "u")
