"""Virtual time as each kind of log writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from range.recording import stamps

AT = datetime(2026, 10, 4, 19, 30, 5, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("zone", "stamp"), [(7, b"[05/Oct/2026:02:30:05 +0700]"), (0, b"[04/Oct/2026:19:30:05 +0000]")]
)
def test_a_combined_line_gets_the_clock_of_its_server(zone: int, stamp: bytes) -> None:
    line = b'192.0.2.1 - - [23/Nov/2026:06:41:08 +0000] "GET /?t=[23/Nov/2026:06:41:08 +0000] HTTP/1.1" 200 5'
    done = stamps.access(line, AT, zone)
    assert done == line.replace(b"[23/Nov/2026:06:41:08 +0000]", stamp, 1)


def test_a_json_line_gets_iso_8601() -> None:
    line = b'{"time":"2026-11-23T06:41:08+00:00","request_uri":"/"}'
    assert stamps.access(line, AT, 7) == b'{"time":"2026-10-05T02:30:05+07:00","request_uri":"/"}'


def test_error_logs_keep_their_own_layouts() -> None:
    apache = b"[Mon Nov 23 06:41:08.123456 2026] [php:warn] [pid 1] text"
    assert stamps.apache_error(apache, AT, 7) == b"[Mon Oct 05 02:30:05.000000 2026] [php:warn] [pid 1] text"
    nginx = b"2026/11/23 06:41:08 [error] 1#1: *4 text 2026/11/23 06:41:08"
    assert stamps.nginx_error(nginx, AT, 7) == b"2026/10/05 02:30:05 [error] 1#1: *4 text 2026/11/23 06:41:08"
    assert stamps.php(b"PHP Warning:  x", AT, 7) == b"[05-Oct-2026 02:30:05 Asia/Jakarta] PHP Warning:  x"
    assert stamps.php(b"WARNING: x", AT, 7, named=False) == b"[05-Oct-2026 02:30:05] WARNING: x"


def test_syslog_and_vsftpd_pad_the_day() -> None:
    assert stamps.syslog(AT, 7) == "Oct  5 02:30:05"
    assert stamps.ctime(AT, 7) == "Mon Oct  5 02:30:05 2026"


@given(st.floats(0, 4e9), st.integers(-12, 14))
def test_only_the_stamp_of_a_line_changes(at: float, zone: int) -> None:
    head, tail = b"192.0.2.1 - - ", b' "GET / HTTP/1.1" 200 5 "-" "x"'
    done = stamps.access(head + b"[23/Nov/2026:06:41:08 +0000]" + tail, at, zone)
    assert done.startswith(head)
    assert done.endswith(tail)
    assert len(done) == len(head) + 28 + len(tail)
