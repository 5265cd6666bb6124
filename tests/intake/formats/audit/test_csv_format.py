"""CSV exports of any delimiter read by their header; records may span lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.audit.csv_format import (
    AUDIT_CSV,
    AUTH_CSV,
    AuditCsvFormat,
    cut,
    header_of,
    trail_of,
)

Describe = Callable[..., list[Any]]
FIELDS = ("waktu", "pengguna", "aksi", "objek", "ip")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter(delimiter: str, describe: Describe) -> None:
    said = describe(
        AUDIT_CSV,
        delimiter.join(FIELDS),
        delimiter.join(("2024-03-17 10:11:12", "budi", "hapus", f'"a{delimiter}b"', "192.0.2.4")),
    )
    assert said[1]["object"] == f"a{delimiter}b"
    assert said[1]["action"] == "delete"


def test_an_authentication_export_is_not_an_audit_trail() -> None:
    line = b"timestamp,event_type,auth_method,auth_result,source_ip,username"
    header = header_of(line)
    assert header is not None
    assert trail_of(header) == "auth"
    assert (AUTH_CSV.score([line]), AUDIT_CSV.score([line])) == (1.0, 0.0)


def test_a_record_may_span_lines(describe: Describe) -> None:
    said = describe(
        AUDIT_CSV,
        ",".join(FIELDS),
        '2024-03-17 10:11:12,budi,ubah,"a',
        "",
        'b",192.0.2.4',
        "2024-03-17 10:11:13,a,b,c,d",
    )
    assert said[1]["object"] == "a\n\nb"
    assert said[1]["client_ip"] == "192.0.2.4"
    assert said[3]["detail"] == {"continues": "yes"}
    assert said[4]["user"] == "a"


def test_a_stray_quote_swallows_no_other_record(describe: Describe) -> None:
    rows = [f"2024-03-17 10:11:{second:02},budi,ubah,x,192.0.2.4" for second in range(59)]
    said = describe(AUDIT_CSV, ",".join(FIELDS), '2024-03-17 10:11:12,budi,ubah,a"b,192.0.2.4', *rows)
    assert sum(isinstance(one, dict) for one in said[2:]) == len(rows)


def test_month_first_dates_are_noticed_once_for_the_whole_file(describe: Describe) -> None:
    rows = [f"{day},budi,login,x,192.0.2.4" for day in ("03/04/2024 01:00", "03/17/2024 01:00")]
    said = describe(AUDIT_CSV, ",".join(FIELDS), *rows)
    assert [one["time"] for one in said[1:]] == ["2024-03-04T01:00:00Z", "2024-03-17T01:00:00Z"]


def test_the_header_holds_for_later_blocks_and_may_come_again() -> None:
    reader = AUDIT_CSV.reader()
    head = (",".join(FIELDS) + "\n").encode()
    reader.read(Block(LogFile("a", "a"), head, 0, 1))
    later = reader.read(Block(LogFile("a", "a"), b"2024-03-17 10:11:12,a,b,c,\n" + head, 60, 2))
    assert [event.user for event in later.events] == ["a"]
    assert later.headers == 1


def test_local_zone() -> None:
    reader = AuditCsvFormat("x", "audit", "audit", 7 * 3_600_000_000).reader()
    data = b"waktu,pengguna,aksi\n2024-03-17 07:00:00,a,login\n2024-03-17T07:00:00Z,a,login\n"
    one, two = reader.read(Block(LogFile("a", "a"), data, 0, 1)).events
    assert two.time_us - one.time_us == 7 * 3_600_000_000


@given(st.text(max_size=40))
def test_any_line_is_cut_or_left(line: str) -> None:
    fields = cut(line, ",")
    assert fields is None or all(isinstance(field, str) for field in fields)


def test_the_address_may_stand_in_a_column_of_json(describe: Describe) -> None:
    said = describe(
        AUDIT_CSV,
        "CreationDate,UserIds,Operations,AuditData",
        '2026-03-02T18:53:25,budi@a.example,UserLoggedIn,"{""ClientIP"":""192.0.2.4"",""Status"":""0""}"',
        '2026-03-02T18:53:26,budi@a.example,UserLoggedIn,"{""Status"":""0""}"',
    )
    assert [(one["action"], one["outcome"], one.get("client_ip")) for one in said[1:]] == [
        ("login", "success", "192.0.2.4"),
        ("login", "success", None),
    ]
