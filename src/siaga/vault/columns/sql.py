"""Runs one SELECT of a person over derived columns, and nothing else: no file, no setting, no change.

DuckDB works in memory on bytes that were checked before; it can reach no file, network or extension, and its
settings are locked. Of functions that give tables only harmless ones are let through.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from siaga.vault.columns.schema import ACCESS, EVENTS, URLS
from siaga.vault.errors import TamperedError, VaultUsageError
from siaga.vault.storage.contract import Storage

VIEWS = {"access": ACCESS, "events": EVENTS, "urls": URLS}
"""What a query may read, and its columns."""

_TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series", "json_each", "json_tree"})
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}


class QueryError(VaultUsageError):
    """A query is refused, wrong, or takes more than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: `seconds` of time, `memory_mb` MB, `threads`, and `rows` of an answer."""

    seconds: float = 60.0
    memory_mb: int = 1024
    threads: int = 1
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in an Arrow table; `more` says that there were more than the limit."""

    table: pa.Table
    more: bool


def checked(storage: Storage, name: str, expected: bytes) -> bytes:
    """Read a derived file; raise MissingError, or TamperedError if its SHA-256 is another."""
    data = storage.read(name)
    if sha256(data).digest() != expected:
        raise TamperedError(name, "not the file that was derived")
    return data


def query(files: Mapping[str, Sequence[bytes]], sql: str, limits: Limits | None = None) -> Answer:
    """Run one SELECT over the views `access`, `events` and `urls`.

    `files` gives the checked bytes of the Parquet files of each view; one without files is empty. Times are
    UTC. Raises QueryError, whose text is meant for the person who asked.
    """
    unknown = sorted(set(files) - set(VIEWS))
    if unknown:
        raise QueryError(unknown[0], f"no view; there are {', '.join(VIEWS)}")
    chosen = limits or Limits()
    connection = duckdb.connect(":memory:", config=dict(_CONFIG))
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"SET memory_limit = '{int(chosen.memory_mb)}MB'")
        connection.execute(f"SET threads = {int(chosen.threads)}")
        for name, schema in VIEWS.items():
            connection.register(name, _dataset(files.get(name, ()), schema))
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        _refuse_others(connection, sql)
        with _stopped_after(connection, chosen.seconds):
            return _answer(connection.sql(sql).to_arrow_reader(4096), chosen.rows)
    except duckdb.InterruptException as error:
        raise QueryError("query", f"stopped after {chosen.seconds:g} s") from error
    except (duckdb.Error, pa.ArrowException) as error:
        raise QueryError("query", str(error).strip()) from error
    finally:
        connection.close()


def _dataset(files: Sequence[bytes], schema: pa.Schema) -> Any:
    plain = pa.schema(
        [(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in schema]
    )
    if not files:
        return plain.empty_table()
    form = ds.ParquetFileFormat()
    return ds.FileSystemDataset([form.make_fragment(pa.BufferReader(each)) for each in files], plain, form)


def _answer(reader: pa.RecordBatchReader, most: int) -> Answer:
    batches, rows = [], 0
    for batch in reader:
        batches.append(batch)
        rows += batch.num_rows
        if rows > most:
            break
    table = pa.Table.from_batches(batches, reader.schema)
    return Answer(table.slice(0, most), rows > most)


def _refuse_others(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise QueryError for all but one SELECT that reads the views."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError("query", "only one SELECT is run")
    ((text,),) = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    tree = json.loads(text)
    if tree["error"]:
        raise QueryError("query", f"only a SELECT is run: {tree.get('error_message', '')}")
    for node in _nodes(tree):
        if node.get("type") == "TABLE_FUNCTION":
            name = str(node["function"].get("function_name", "")).lower()
            if name not in _TABLE_FUNCTIONS:
                raise QueryError("query", f"the function {name} is not let through")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    # Not by recursion: how deeply a query is nested is up to whoever wrote it.
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


@contextmanager
def _stopped_after(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
