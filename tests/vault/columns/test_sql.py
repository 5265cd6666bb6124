"""A person's query reads the views, and reaches nothing else."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from siaga.vault.columns.schema import URLS
from siaga.vault.columns.sql import VIEWS, Limits, QueryError, checked, query
from siaga.vault.columns.writing import parquet
from siaga.vault.errors import MissingError, TamperedError, VaultUsageError
from siaga.vault.storage.local import LocalStorage


def _urls(*targets: str) -> bytes:
    rows = [
        {"target": t, "escaped": False, "count": n, "first_time": n, "last_time": None, "frames": [0, n]}
        for n, t in enumerate(targets, 1)
    ]
    return parquet(pa.Table.from_pylist(rows, URLS))


def test_all_files_of_a_view_are_read() -> None:
    files = {"urls": [_urls("/a", "/b"), _urls("/a")]}
    answer = query(files, "SELECT target, sum(count)::INT AS n FROM urls GROUP BY ALL ORDER BY ALL")
    assert answer.table.to_pylist() == [{"target": "/a", "n": 2}, {"target": "/b", "n": 2}]
    assert not answer.more


def test_times_are_utc_and_lists_are_lists() -> None:
    sql = "SELECT first_time::VARCHAR AS at, last_time, frames FROM urls"
    (row,) = query({"urls": [_urls("/a")]}, sql).table.to_pylist()
    assert row == {"at": "1970-01-01 00:00:00.000001+00", "last_time": None, "frames": [0, 1]}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_without_files_is_empty_and_has_its_columns(name: str) -> None:
    table = query({}, f"SELECT * FROM {name}").table
    assert (table.num_rows, table.schema.names) == (0, VIEWS[name].names)


def test_rows_are_bounded_and_it_is_told() -> None:
    cut = query({}, "FROM range(10000) ORDER BY 1", Limits(rows=3))
    assert (cut.table.column(0).to_pylist(), cut.more) == ([0, 1, 2], True)
    whole = query({}, "FROM range(3)", Limits(rows=3))
    assert (whole.table.num_rows, whole.more) == (3, False)


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "SELEC 1",
        "SELECT 1; SELECT 2",
        "INSERT INTO urls SELECT * FROM urls",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW urls",
        "SET threads = 9",
        "PRAGMA version",
        "COPY urls TO 'out.csv'",
        "ATTACH 'out.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CALL pragma_version()",
        "EXPLAIN ANALYZE SELECT 1",
        "FROM query('SELECT 1')",
        "FROM duckdb_settings()",
        "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT * FROM urls, (SELECT count(*) FROM glob('*'))",
        "SELECT 1 WHERE EXISTS (WITH a AS (FROM read_text('*')) FROM a)",
        "SELECT * FROM no_such_view",
    ],
)
def test_anything_but_one_select_is_refused(
    sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QueryError):
        query({}, sql)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "sql", ["FROM '{}'", "FROM read_csv('{}')", "FROM read_text('{}')", "FROM read_blob('{}')"]
)
def test_files_are_out_of_reach(sql: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("word\nrahasia\n")
    asked = sql.format(path)
    assert duckdb.connect().sql(asked).to_arrow_table().num_rows  # else the refusal would prove nothing
    with pytest.raises(QueryError) as error:
        query({}, asked)
    assert "rahasia" not in str(error.value)


def test_variables_of_the_caller_are_out_of_reach() -> None:
    inner = pa.table({"word": ["rahasia"]})
    with pytest.raises(QueryError, match="inner"):
        query({}, 'FROM "inner"')
    assert inner.num_rows == 1


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
        "SELECT range FROM range(1000000000000) WHERE range % 900000000000 = 1",
    ],
)
def test_a_long_query_is_stopped(sql: str) -> None:
    with pytest.raises(QueryError, match="stopped after"):
        query({}, sql, Limits(seconds=0.2))


def test_memory_is_bounded() -> None:
    with pytest.raises(QueryError, match="Memory"):
        query({}, "SELECT list(range) FROM range(100000000)", Limits(memory_mb=50))


def test_an_unknown_view_and_a_broken_file_are_told() -> None:
    with pytest.raises(VaultUsageError, match="no view"):
        query({"other": []}, "SELECT 1")
    with pytest.raises(QueryError):
        query({"urls": [b"no Parquet"]}, "FROM urls")


def test_only_the_bytes_that_were_derived_are_given(tmp_path: Path) -> None:
    storage = LocalStorage(tmp_path)
    storage.create("index/a", b"data")
    assert checked(storage, "index/a", sha256(b"data").digest()) == b"data"
    with pytest.raises(TamperedError, match="index/a"):
        checked(storage, "index/a", sha256(b"other").digest())
    with pytest.raises(MissingError):
        checked(storage, "index/b", b"")
