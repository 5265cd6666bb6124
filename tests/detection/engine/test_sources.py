"""Tests of siaga.detection.engine.sources."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from siaga.detection.engine.samples import rows_of_requests
from siaga.detection.engine.sources import Sources, source_of

ROWS = ["GET /a%41?x=1+2 HTTP/1.1", "GET /plain HTTP/1.1", "GET /q?y HTTP/1.1"]


def test_views_of_the_target() -> None:
    sources = Sources(rows_of_requests(ROWS))
    source = sources.source("query")
    assert source is sources.source("uri")
    part = source.part(np.arange(3))
    query = part.raw("query")
    stem = part.raw("stem")
    assert query is not None
    assert stem is not None
    assert (query.text, query.owners.tolist()) == (b"x=1+2\ny", [0, 2])
    assert stem.text == b"/a%41\n/plain\n/q"
    decoded = [part.canonical(column) for column in ("uri", "stem", "query")]
    assert [None if one is None else one.text for one in decoded] == [b"/aA?x=1 2", b"/aA", b"x=1 2"]


def test_values_of_single_rows() -> None:
    sources = Sources(rows_of_requests(ROWS))
    assert sources.value("stem", 2) == b"/q"
    assert sources.value("query", 1) is None
    assert sources.value("referrer", 0) is None
    assert sources.value("host", 0) is None
    assert sources.value("line", 1) == rows_of_requests(ROWS[1:2]).block.data[:-1]


def test_lines_are_the_block_itself_and_lines_that_are_no_rows_belong_to_nobody() -> None:
    rows = rows_of_requests(ROWS)
    rows.lines.number, rows.lines.offset, rows.lines.length = (
        array[[0, 2]] for array in (rows.lines.number, rows.lines.offset, rows.lines.length)
    )
    source = Sources(rows).source("line")
    raw = source.part(np.arange(2)).raw("line")
    assert raw is not None
    assert raw.text is rows.block.data
    assert raw.owners.tolist() == [0, -1, 1, -1]
    some = source.part(np.array([1])).raw("line")
    assert some is not None
    assert b"/q?y" in some.text


def test_lines_of_a_later_block() -> None:
    rows = rows_of_requests(ROWS)
    rows.block = replace(rows.block, offset=1000)
    rows.lines.offset = rows.lines.offset + 1000
    raw = Sources(rows).source("line").part(np.arange(3)).raw("line")
    assert raw is not None
    assert raw.owners.tolist() == [0, 1, 2, -1]
    assert Sources(rows).value("line", 2) == rows_of_requests(ROWS[2:]).block.data[:-1]


def test_source_of() -> None:
    assert [source_of(column) for column in ("stem", "query", "uri", "referrer")] == ["uri"] * 3 + [
        "referrer"
    ]
