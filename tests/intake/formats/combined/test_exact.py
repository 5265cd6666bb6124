"""The exact parser reads what the vector code leaves over: escapes, stray quotes, odd spacing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.exact import parse
from siaga.intake.rows import UNKNOWN

HEAD = b"192.0.2.7 - - [02/Mar/2026:08:15:30 +0700] "
TIME_US = 1_772_414_130_000_000


@pytest.mark.parametrize(
    ("rest", "request_line", "status", "size", "referrer", "agent", "extra"),
    [
        (b'"GET / HTTP/1.1" 200 5', b"GET / HTTP/1.1", 200, 5, None, None, b""),
        (b'"GET / HTTP/1.1" 200 -', b"GET / HTTP/1.1", 200, UNKNOWN, None, None, b""),
        (b'"GET / HTTP/1.1" 200 5 "-" "-"', b"GET / HTTP/1.1", 200, 5, None, None, b""),
        (b'"-" 408 0 "" ""', None, 408, 0, None, None, b""),
        (b'"GET /\\"a HTTP/1.1" 200 5 "r\\"" "a\\x41"', b'GET /\\"a HTTP/1.1', 200, 5, b'r"', b"aA", b""),
        (b'"GET /"a"b" HTTP/1.1" 404 9 "-" "x"', b'GET /"a"b" HTTP/1.1', 404, 9, None, b"x", b""),
        (b'"GET /\\" 200 5 "-" "x"', b"GET /\\", 200, 5, None, b"x", b""),
        (b'"GET / HTTP/1.1" 200 5 "-" "x" "y" 0.5', b"GET / HTTP/1.1", 200, 5, None, b"x", b'"y" 0.5'),
        (b'"GET / HTTP/1.1" 200 5 "r"r" "x"', b"GET / HTTP/1.1", 200, 5, b'r"r', b"x", b""),
        (b'"GET / HTTP/1.1" 200 5 "r', b"GET / HTTP/1.1", 200, 5, b"r", None, b""),
        (b'"GET / HTTP/1.1" 200 5 "r" "half an ag', b"GET / HTTP/1.1", 200, 5, b"r", b"half an ag", b""),
        (b'"GET / HTTP/1.1" 200 5 more', b"GET / HTTP/1.1", 200, 5, None, None, b"more"),
        (b'"\x16\x03\x01\xff" 400 0 "-" "-"', b"\x16\x03\x01\xff", 400, 0, None, None, b""),
    ],
)
def test_lines_are_taken_apart(
    rest: bytes,
    request_line: bytes | None,
    status: int,
    size: int,
    referrer: bytes | None,
    agent: bytes | None,
    extra: bytes,
) -> None:
    line = parse(HEAD + rest)
    assert line is not None
    assert (line.time_us, line.prefix.client) == (TIME_US, b"192.0.2.7")
    assert (line.request, line.status, line.size) == (request_line, status, size)
    assert (line.referrer, line.user_agent, line.extra) == (referrer, agent, extra)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        HEAD,
        HEAD + b'"GET / HTTP/1.1"',
        HEAD + b'"GET / HTTP/1.1" 20 5',
        HEAD + b'"GET / HTTP/1.1" 200 5x',
        HEAD + b'"GET / HTTP/1.1" 200 1234567890123456',
        HEAD + b"GET / HTTP/1.1 200 5",
        b'192.0.2.7 [02/Mar/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5',
        b'192.0.2.7 - - [30/Feb/2026:08:15:30 +0700] "GET / HTTP/1.1" 200 5',
        b'192.0.2.7 - - 02/Mar/2026:08:15:30 +0700 "GET / HTTP/1.1" 200 5',
        b"Mar  2 08:15:30 srv1 sshd[1]: Accepted password for budi from 192.0.2.7",
    ],
)
def test_what_is_no_access_line_is_refused(line: bytes) -> None:
    assert parse(line) is None


@given(raw=st.binary(max_size=200))
def test_whatever_stands_behind_a_whole_line_is_kept(raw: bytes) -> None:
    line = parse(HEAD + b'"GET / HTTP/1.1" 200 5 "r" "a" ' + raw)
    assert line is not None
    assert (line.referrer, line.user_agent, line.extra) == (b"r", b"a", raw.strip())


@given(agent=st.binary(max_size=60).filter(lambda raw: b"\\" not in raw and raw not in (b"", b"-")))
def test_an_escaped_agent_comes_back_as_it_was_sent(agent: bytes) -> None:
    escaped = agent.replace(b'"', b'\\"').replace(b"\n", b"\\n")
    line = parse(HEAD + b'"GET / HTTP/1.1" 200 5 "-" "' + escaped + b'"')
    assert line is not None
    assert line.user_agent == agent


def test_a_line_that_is_quoted_as_a_whole_loses_nothing() -> None:
    line = parse(b'"' + HEAD + b'"GET / HTTP/1.1" 200 5 "r" "a b""')
    assert line is not None
    assert (line.prefix.client, line.referrer, line.user_agent) == (b"192.0.2.7", b"r", b"a b")
