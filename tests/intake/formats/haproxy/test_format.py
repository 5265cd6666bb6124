"""HAProxy's lines with and without prefix, headers and TLS fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siaga.intake.formats.haproxy import HAPROXY, haproxy_format

Describe = Callable[..., list[Any]]
HEAD = (
    "192.0.2.2:33317 [06/Feb/2009:12:14:14.655] in~ static/srv1 "
    "10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 "
)


@pytest.mark.parametrize(
    "prefix", ["", "Feb  6 12:14:14 lb haproxy[14389]: ", "2009-02-06T12:14:14Z lb haproxy: "]
)
def test_prefixes(prefix: str, describe: Describe) -> None:
    said = describe(HAPROXY, prefix + HEAD + '"GET / HTTP/1.1"')[0]
    assert (said["client"], said["target"], said["time"]) == ("192.0.2.2", "/", "2009-02-06T12:14:14.655000Z")


def test_captured_headers_are_told_by_their_looks(describe: Describe) -> None:
    said = describe(HAPROXY, HEAD + '{https://x.example/|curl/8|a.example:443} {} "GET /a#7Cb HTTP/1.1"')[0]
    assert (said["host"], said["referrer"], said["user_agent"]) == (
        "a.example:443",
        "https://x.example/",
        "curl/8",
    )
    assert said["target"] == "/a|b"


def test_a_request_with_a_quote_in_it(describe: Describe) -> None:
    assert describe(HAPROXY, HEAD + '"GET /"x" HTTP/1.1"')[0]["target"] == '/"x"'


def test_the_zone_of_the_accept_date_may_be_told() -> None:
    assert haproxy_format(3_600_000_000).score([(HEAD + '"GET / HTTP/1.1"').encode()]) == 1.0


def test_notices_take_the_time_of_syslog(describe: Describe) -> None:
    line = "Feb  6 12:14:14 lb haproxy[7]: Server static/srv1 is DOWN."
    assert (
        describe(HAPROXY, line, modified_at="2009-02-07T00:00:00+00:00")[0]["time"] == "2009-02-06T12:14:14Z"
    )
