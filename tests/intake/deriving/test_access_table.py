"""Rows of access logs become a table that says what the lines said, of which site, and where they stand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from siaga.intake.block import LogFile
from siaga.intake.deriving.access_table import AccessTable
from siaga.intake.deriving.derive import Deriver
from siaga.intake.deriving.piece import Piece
from siaga.vault.columns.schema import ACCESS, TEXTS
from siaga.vault.columns.writing import parquet, table_of
from siaga.vault.segments.derived_with import DerivedWith

LINE = b'%s - %s [01/Nov/2026:10:00:0%d +0700] "%s %s HTTP/1.1" 404 %s "-" "%s"\n'
HOSTED = b'%s 192.0.2.1 - - [01/Nov/2026:10:00:00 +0700] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n'


def _rows(text: bytes, name: str = "dinas.go.id/access.log", **options: Any) -> list[dict[str, Any]]:
    derived = Deriver(DerivedWith(**options)).derive([Piece(LogFile(name, name), 2, 0, text, 0, 1)], {2})
    assert derived.columns is not None
    rows: list[dict[str, Any]] = table_of(parquet(derived.columns), "c").to_pylist()
    return rows


def test_nothing_gives_no_table() -> None:
    assert AccessTable().tables() is None
    assert AccessTable().times() == []


def test_a_line_s_columns() -> None:
    text = LINE % (b"192.0.2.7", b"budi", 4, b"GET", b"/a?b=1", b"512", b"curl/8")
    (row,) = _rows(text)
    assert list(row) == ACCESS.names
    assert row == {
        "source": 2, "source_name": "dinas.go.id/access.log", "site": "dinas.go.id", "line_no": 1,
        "offset": 0, "length": len(text) - 1, "time": datetime(2026, 11, 1, 3, 0, 4, tzinfo=UTC),
        "client_ip": "192.0.2.7", "user": "budi", "method": "GET", "host": None, "target": "/a?b=1",
        "referrer": None, "user_agent": "curl/8", "status": 404, "bytes_sent": 512, "duration_us": None,
        "escaped": 0,
    }  # fmt: skip


def test_what_a_line_does_not_tell_is_null() -> None:
    (row,) = _rows(LINE % (b"192.0.2.7", b"-", 4, b"GET", b"/", b"-", b"-"))
    assert (row["user"], row["user_agent"], row["bytes_sent"] in {None, 0}) == (None, None, True)


def test_bytes_that_are_no_utf8_are_marked_in_their_row_and_column() -> None:
    plain = LINE % (b"192.0.2.7", b"-", 1, b"GET", b"/a\\\\b", b"1", b"x")
    odd = LINE % (b"192.0.2.7", b"-", 2, b"GET", b"/\xff", b"1", b"y\xfe")
    first, second = _rows(plain + odd)
    assert first["escaped"] == 0
    assert second["escaped"] == 1 << TEXTS.index("target") | 1 << TEXTS.index("user_agent")
    assert (second["target"], second["user_agent"]) == ("/\\xff", "y\\xfe")


@pytest.mark.parametrize(
    ("options", "sites"),
    [
        ({}, ["a.go.id", "b.go.id", "a.go.id"]),
        ({"site": "kota.example"}, ["kota.example"] * 3),
        ({"site_patterns": ("{site}/access.log",)}, ["srv"] * 3),
    ],
)
def test_each_line_belongs_to_the_host_it_names_unless_a_person_says_otherwise(
    options: dict[str, Any], sites: list[str]
) -> None:
    text = b"".join(HOSTED % host for host in (b"a.go.id", b"b.go.id", b"A.go.id:443"))
    assert [row["site"] for row in _rows(text, "srv/access.log", **options)] == sites


def test_a_site_s_name_is_text_even_if_the_file_s_is_not() -> None:
    (row,) = _rows(LINE % (b"192.0.2.7", b"-", 4, b"GET", b"/", b"1", b"-"), "simpe\udcff_access.log")
    assert (row["source_name"], row["site"]) == ("simpe\\xff_access.log", "simpe\\xff")
