"""Tests of siaga.detection.engine.samples."""

from __future__ import annotations

import pytest

from siaga.detection.engine.samples import full_line, readable, rows_of_lines, rows_of_requests

FULL = (
    r'192.0.2.1 - ani [23/Nov/2026:10:00:00 +0700] "GET /a?b=\"c\x22 HTTP/1.1" 404 - '
    r'"http://x.example/" "UA \"q\"" "kota.example"'
)


def test_a_full_line_gives_its_columns() -> None:
    rows = rows_of_requests([FULL])
    assert rows.host is not None
    assert rows.user is not None
    columns = (rows.client, rows.user, rows.method, rows.target, rows.referrer, rows.user_agent, rows.host)
    assert [column[0] for column in columns] == [
        b"192.0.2.1", b"ani", b"GET", b'/a?b="c"', b"http://x.example/", b'UA "q"', b"kota.example",
    ]  # fmt: skip
    assert (rows.status[0], rows.bytes_sent[0]) == (404, -1)


def test_the_short_form_is_filled_up() -> None:
    rows = rows_of_requests(['GET /?q="x" y HTTP/1.1', "PROPFIND / HTTP/1.1"])
    assert rows.target[0] == b'/?q="x" y'
    assert rows.method[1] == b"PROPFIND"
    assert rows.referrer[0] is None
    assert rows.status.tolist() == [200, 200]
    line = rows.block.data[: rows.lines.length[0]]
    assert line == full_line('GET /?q="x" y HTTP/1.1')


def test_what_is_no_request_is_said_to_be_none() -> None:
    assert not readable("hello")
    with pytest.raises(ValueError, match="not an access log line: hello"):
        rows_of_requests(["hello"])


def test_bare_lines_are_their_own_target() -> None:
    rows = rows_of_lines([b"junk \xff", b""])
    assert [rows.target[0], rows.target[1]] == [b"junk \xff", b""]
    assert rows.lines.offset.tolist() == [0, 7]
    assert rows.status.tolist() == [-1, -1]
