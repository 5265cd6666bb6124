"""Apache's error log of every age is read, with what others print into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.intake.formats.apache_error import APACHE_ERROR, apache_error_format

Describe = Callable[..., list[Any]]
NEW = b"[Sun Mar 17 10:00:00.123456 2024] [core:error] [pid 1:tid 2] "


def test_addresses_with_and_without_port(describe: Describe) -> None:
    said = describe(
        APACHE_ERROR,
        b"[Thu Mar 17 01:48:12 2005] [error] [client 2001:db8::4] x",
        NEW + b"[client 2001:db8::4:5678] x",
        NEW + b"[client [2001:db8::4]:5678] x",
        NEW + b"[client 192.0.2.4:5678] x",
        NEW + b"[client ::1:5678] [client ::1] ModSecurity: x",
    )
    assert [one["client_ip"] for one in said] == ["2001:db8::4"] * 3 + ["192.0.2.4", "::1"]


def test_referrer_and_operating_system_error_are_taken_apart(describe: Describe) -> None:
    line = NEW + b"(13)Permission denied: [client 192.0.2.4:5] AH1: x, referer: http://a/, referer: http://b/"
    said = describe(APACHE_ERROR, line)[0]
    assert said["detail"]["referrer"] == "http://b/"


def test_notices_are_not_errors(describe: Describe) -> None:
    said = describe(APACHE_ERROR, b"[Thu Mar 17 01:48:12 2005] [notice] resuming normal operations")
    assert said[0]["action"] == "other"


def test_stray_output_follows_the_stamped_line_across_blocks(describe: Describe) -> None:
    said = describe(APACHE_ERROR, b"[Thu Mar 17 01:48:12 2005] [error] x", b"sh: 1: a: not found")
    assert said[1]["time"] == said[0]["time"]


def test_stray_output_alone_is_no_error_log() -> None:
    stamped = b"[Thu Mar 17 01:48:12 2005] [error] x"
    assert APACHE_ERROR.score([b"sh: 1: a: not found"]) == 0.0
    assert APACHE_ERROR.score([b"sh: 1: a: not found", stamped]) == 1.0
    assert apache_error_format(3_600_000_000).score([stamped]) == 1.0
