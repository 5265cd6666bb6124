"""Request lines become method and target; the log's own escapes are undone once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.request import read_request, split_request, split_requests, unescape


@pytest.mark.parametrize(
    ("request_line", "method", "target"),
    [
        (b"GET / HTTP/1.1", b"GET", b"/"),
        (b"POST /a?b=c HTTP/1.0", b"POST", b"/a?b=c"),
        (b"GET /a b c HTTP/2.0", b"GET", b"/a b c"),
        (b"GET /a HTTP/2", b"GET", b"/a"),
        (b"GET /a HTTP/3.0", b"GET", b"/a"),
        (b"GET /a", b"GET", b"/a"),
        (b"GET  HTTP/1.1", b"GET", b""),
        (b"GET HTTP/1.1", b"GET", b""),
        (b"PROPFIND /dav HTTP/1.1", b"PROPFIND", b"/dav"),
        (b"get /a HTTP/1.1", b"get", b"/a"),
        (b"GET http://www.kota.example/a HTTP/1.1", b"GET", b"http://www.kota.example/a"),
        (b"CONNECT www.kota.example:443 HTTP/1.1", b"CONNECT", b"www.kota.example:443"),
        (b"OPTIONS * HTTP/1.0", b"OPTIONS", b"*"),
        (b"GET", None, b"GET"),
        (b"\x16\x03\x01\x02", None, b"\x16\x03\x01\x02"),
        (b"\x16\x03 x HTTP/1.1", None, b"\x16\x03 x HTTP/1.1"),
        (b"A" * 33 + b" / HTTP/1.1", None, b"A" * 33 + b" / HTTP/1.1"),
        (b"", None, b""),
    ],
)
def test_request_lines_are_split(request_line: bytes, method: bytes | None, target: bytes) -> None:
    assert split_request(request_line) == (method, target)


@pytest.mark.parametrize(
    ("logged", "sent"),
    [
        (b'\\"', b'"'),
        (b"\\\\", b"\\"),
        (b"\\x22", b'"'),
        (b"\\xFF\\xfe", b"\xff\xfe"),
        (b"\\n\\r\\t", b"\n\r\t"),
        (b"\\b\\v", b"\b\v"),
        (b"\\x2", b"\\x2"),
        (b"\\q", b"\\q"),
        (b"\\", b"\\"),
        (b"\\\\x41", b"\\x41"),
        (b"%22+%5c", b"%22+%5c"),
    ],
)
def test_escapes_are_undone_once(logged: bytes, sent: bytes) -> None:
    assert unescape(logged) == sent


@given(raw=st.binary(max_size=60))
def test_what_apache_and_nginx_escape_comes_back(raw: bytes) -> None:
    nginx = b"".join(
        b"\\x%02X" % byte if byte < 32 or byte > 126 or byte in b'"\\' else bytes((byte,)) for byte in raw
    )
    assert unescape(nginx) == raw
    assert unescape(raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"')) == raw


@given(raw=st.binary(max_size=240))
def test_remembering_changes_nothing(raw: bytes) -> None:
    assert read_request(raw) == split_request(unescape(raw)) == read_request(raw)


@given(raw=st.binary(max_size=80))
def test_no_byte_of_a_request_without_method_is_lost(raw: bytes) -> None:
    method, target = split_request(raw)
    assert method is not None or target == raw


def test_columns_are_coded_and_absent_requests_stay_absent() -> None:
    values = [b"GET /a HTTP/1.1", b"-", b"POST /a HTTP/1.1", b"", b"\x16\x03", b'GET /\\"b HTTP/1.1']
    method, target = split_requests(np.array([0, 1, 2, 3, 4, 5, -1, 0], np.int32), values)
    assert [method[row] for row in range(8)] == [b"GET", None, b"POST", None, None, b"GET", None, b"GET"]
    assert [target[row] for row in range(8)] == [b"/a", None, b"/a", None, b"\x16\x03", b'/"b', None, b"/a"]
    assert target.values == [b"/a", b"\x16\x03", b'/"b']
