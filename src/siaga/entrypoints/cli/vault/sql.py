"""`siaga vault sql`: one SELECT over the derived columns of a window; it can reach nothing else."""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa
from rich.console import Console
from rich.table import Table
from rich.text import Text

from siaga.entrypoints.cli.vault import place, window
from siaga.entrypoints.cli.vault.telling import chosen
from siaga.foundation.errors import UsageError
from siaga.foundation.terminal import printable, quiet_json
from siaga.vault.actions.sql import Answered, Asked, run_sql
from siaga.vault.columns.sql import VIEWS, Limits

UNREAD = 20
"""Exit status: columns of some segments could not be read, and are not in the answer."""

WIDEST = 80
"""Characters of a cell in a table."""

ROWS = 1_000
"""Rows of a table on the terminal, if --rows says nothing."""


def register(commands: Any) -> None:
    """Add the act."""
    command = place.register(commands, "sql", "run one SELECT over the columns of a window, read-only")
    command.add_argument(
        "query", nargs="?", metavar="SELECT", help="without it, the views' columns are listed"
    )
    window.add(command)
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.add_argument("--rows", type=int, metavar="N", help="at most so many rows")
    command.add_argument("--seconds", type=float, default=60.0, help="stop after (default %(default)s)")
    command.add_argument(
        "--memory", type=int, default=1024, metavar="MB", help="at most (default %(default)s)"
    )
    place.add(command)
    command.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    if asked.query is None:
        _list_views()
        return 0
    since_us, until_us = window.window_of(asked)
    limits = _limits(asked)
    done = run_sql(
        place.storage_of(asked),
        Asked(asked.query, since_us, until_us, asked.site),
        limits,
    )
    {"table": _as_table, "csv": _as_csv, "json": _as_json}[asked.format](done.answer.table)
    _tell(asked, done, limits.rows)
    return UNREAD if done.unread else 0


def _limits(asked: argparse.Namespace) -> Limits:
    rows = asked.rows
    if rows is None:
        rows = ROWS if asked.format == "table" else Limits().rows
    # A time that is not a number is not above zero either, and no timer waits for ever.
    if rows < 1 or asked.memory < 1 or not 0 < asked.seconds <= threading.TIMEOUT_MAX:
        raise UsageError("--rows, --seconds and --memory are numbers above zero")
    return Limits(seconds=asked.seconds, memory_mb=asked.memory, rows=rows)


def _list_views() -> None:
    for name, schema in VIEWS.items():
        sys.stdout.write(f"{name}\n")
        for field in schema:
            kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
            sys.stdout.write(f"  {field.name:<14}  {kind}\n")


def _tell(asked: argparse.Namespace, done: Answered, rows: int) -> None:
    """Say on stderr what the answer leaves out, so that stdout holds the rows alone."""
    missing = len(done.unread)
    said = [
        (
            f"! jawaban ini tanpa {missing} dari {done.segments} segmen: kolomnya tidak dapat dipakai",
            f"! {missing} of {done.segments} segments are not in this answer: their columns can't be used",
        )
    ] * bool(missing)
    said += [
        (
            f"! segmen {each.segment_index} tidak ikut: {printable(each.reason)} (siaga vault reindex)",
            f"! segment {each.segment_index} is left out: {printable(each.reason)} (siaga vault reindex)",
        )
        for each in done.unread
    ]
    if done.answer.more:
        said.append((f"! hanya {rows:,} baris pertama (--rows)", f"! the first {rows:,} rows only (--rows)"))
    if asked.since is not None or asked.until is not None or asked.site:
        said.append(
            (
                f"! {done.segments:,} segmen diambil utuh: saring dengan kolom time dan site",
                f"! {done.segments:,} segments are taken whole: narrow by the columns time and site",
            )
        )
    for each in said:
        sys.stderr.write(chosen(asked, each) + "\n")


def _as_table(rows: pa.Table) -> None:
    made = Table(box=None, header_style="bold", pad_edge=False)
    for name in rows.schema.names:
        made.add_column(Text(printable(name)), overflow="fold")
    for row in _rows(rows):
        made.add_row(*(Text(_short(printable(_text(cell)))) for cell in row))
    Console(file=sys.stdout, highlight=False, markup=False).print(made)


def _as_csv(rows: pa.Table) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([printable(name) for name in rows.schema.names])
    for row in _rows(rows):
        # A cell's control characters could move a cursor, and its line feeds make rows.
        writer.writerow([printable(_text(cell)) for cell in row])


def _as_json(rows: pa.Table) -> None:
    names = rows.schema.names
    for row in _rows(rows):
        values = [_plain(cell) for cell in row]
        text = json.dumps(dict(zip(names, values, strict=True)), allow_nan=False)
        sys.stdout.write(quiet_json(text) + "\n")


def _rows(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in rows.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no such number (RFC 8259, 6)
    return value if value is None or isinstance(value, (bool, int, float, str)) else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
