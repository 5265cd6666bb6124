"""A Parquet reader that is not Arrow's (DuckDB's own) sees the same rows, columns and words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .judged_logs import Judged


@pytest.fixture(scope="session")
def files(true_logs: dict[str, Judged]) -> list[Path]:
    """Return the derived files of the log that holds evidence."""
    return sorted(true_logs["recovered"].path("index").rglob("*.parquet"))


@pytest.fixture
def reader() -> Iterator[duckdb.DuckDBPyConnection]:
    """Return DuckDB, with times in UTC."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def test_there_is_something_to_read(files: list[Path]) -> None:
    assert {path.name for path in files} >= {"columns.parquet", "urls.parquet"}


def test_the_same_rows_columns_and_times(files: list[Path], reader: duckdb.DuckDBPyConnection) -> None:
    total = 0
    for path in files:
        ours = pq.read_table(path)
        times = [each.name for each in ours.schema if pa.types.is_timestamp(each.type)]
        replaced = ", ".join(f"epoch_us({name}) AS {name}" for name in times)
        asked = f"SELECT * REPLACE ({replaced}) FROM read_parquet(?)"
        theirs = reader.execute(asked, [str(path)])
        assert [each[0] for each in theirs.description] == ours.column_names
        rows = theirs.fetchall()
        for name in times:
            ours = ours.set_column(ours.column_names.index(name), name, ours[name].cast(pa.int64()))
        assert rows == list(zip(*(column.to_pylist() for column in ours.columns), strict=True))
        total += len(rows)
    assert total


def test_coded_columns_are_dictionaries_in_the_file(
    files: list[Path], reader: duckdb.DuckDBPyConnection
) -> None:
    columns = next(path for path in files if path.name == "columns.parquet")
    asked = "SELECT encodings FROM parquet_metadata(?) WHERE path_in_schema = 'target'"
    assert all("DICTIONARY" in row[0] for row in reader.execute(asked, [str(columns)]).fetchall())


def test_the_dictionary_of_urls_is_that_of_the_lines(
    files: list[Path], reader: duckdb.DuckDBPyConnection
) -> None:
    for urls in (path for path in files if path.name == "urls.parquet"):
        lines = urls.with_name("columns.parquet")
        counted = reader.execute(
            "SELECT target, count(*), epoch_us(min(time)), epoch_us(max(time)) FROM read_parquet(?)"
            " GROUP BY 1 ORDER BY 1",
            [str(lines)],
        ).fetchall()
        told = reader.execute(
            "SELECT target, count, epoch_us(first_time), epoch_us(last_time) FROM read_parquet(?) ORDER BY 1",
            [str(urls)],
        ).fetchall()
        assert told == counted


def test_every_row_leads_to_its_line(
    true_logs: dict[str, Judged], files: list[Path], reader: duckdb.DuckDBPyConnection
) -> None:
    """The columns say where a line stands in its source's text: there it must stand."""
    texts = {
        path.parent.name: path.read_bytes()
        for path in (true_logs["recovered"].folder.parent / "logs").rglob("access.log")
    }
    asked = 'SELECT source_name, "offset", length, client_ip, target, status FROM read_parquet(?)'
    seen = 0
    for path in (path for path in files if path.name == "columns.parquet"):
        for source, offset, length, address, target, status in reader.execute(asked, [str(path)]).fetchall():
            site = next(name for name in texts if name in source)
            line = texts[site][offset : offset + length].decode()
            assert line.startswith(f"{address} - - [")
            assert f'"GET {target} HTTP/1.1" {status} ' in line
            seen += 1
    assert seen >= 1050


def test_an_altered_file_is_refused_or_says_something_else(
    files: list[Path], reader: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """So that this judge can fail."""
    path = next(path for path in files if path.name == "urls.parquet")
    spoilt = tmp_path / "spoilt.parquet"
    spoilt.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(duckdb.Error):
        reader.execute("SELECT * FROM read_parquet(?)", [str(spoilt)])
