"""IIS's directives are honoured as they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.iis import IIS

Describe = Callable[..., list[Any]]


def test_fields_hold_for_later_blocks() -> None:
    reader = IIS.reader()
    reader.read(Block(LogFile("a", "a"), b"#Fields: date time c-ip cs-method cs-uri-stem\n", 0, 1))
    reading = reader.read(Block(LogFile("a", "a"), b"2024-03-17 01:02:03 192.0.2.4 GET /x\n", 46, 2))
    assert reading.access is not None
    assert reading.access.target[0] == b"/x"


def test_time_without_date_takes_the_directive(describe: Describe) -> None:
    fields = "#Fields: time c-ip cs-uri-stem"
    assert describe(IIS, fields, "01:02:03 192.0.2.4 /x")[1]["time"] is None
    said = describe(IIS, "#Date: 2024-03-17 23:00:00", fields, "01:02:03 192.0.2.4 /x")
    assert said[2]["time"] == "2024-03-17T01:02:03Z"


def test_odd_numbers_are_unknown(describe: Describe) -> None:
    said = describe(
        IIS,
        "#Fields: date time sc-status sc-bytes time-taken cs-uri-stem",
        f"2024-03-17 01:02:03 x -5 {'9' * 40} /x",
    )
    assert said[1] == {"time": "2024-03-17T01:02:03Z", "target": "/x"}


def test_comments_that_are_no_directive_are_unparsed(describe: Describe) -> None:
    assert describe(IIS, "#Fields: date time", "# hello") == ["header", "unparsed"]
