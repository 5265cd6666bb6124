"""nginx's error log: who asked for what, and what FastCGI programs said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.intake.formats.nginx_error import NGINX_ERROR

Describe = Callable[..., list[Any]]
HEAD = "2024/03/17 10:00:00 [error] 1#2: *3 "
TAIL = ', client: 192.0.2.4, server: a.example, request: "GET /x HTTP/1.1"'


def test_request_host_and_referrer(describe: Describe) -> None:
    said = describe(
        NGINX_ERROR, HEAD + "x" + TAIL + ', upstream: "http://u", host: "b.example", referrer: "http://r/"'
    )[0]
    assert (said["client_ip"], said["host"]) == ("192.0.2.4", "b.example")
    assert said["detail"]["request"] == "GET /x HTTP/1.1"
    assert said["detail"]["referrer"] == "http://r/"


def test_a_request_with_escaped_quotes(describe: Describe) -> None:
    said = describe(
        NGINX_ERROR, HEAD + 'x, client: 192.0.2.4, server: _, request: "GET /\\"a HTTP/1.1", host: "h"'
    )[0]
    assert said["detail"]["request"] == 'GET /\\"a HTTP/1.1'
    assert said["host"] == "h"


def test_output_of_a_shell_inside_fastcgi(describe: Describe) -> None:
    said = describe(
        NGINX_ERROR,
        HEAD + 'FastCGI sent in stderr: "sh: 1: nc: not found" while reading response header' + TAIL,
    )
    assert (said[0]["action"], said[0]["object"], said[0]["client_ip"]) == ("output", "nc", "192.0.2.4")


def test_files_and_folders_are_named(describe: Describe) -> None:
    said = describe(
        NGINX_ERROR,
        HEAD + 'open() "/a b" failed (2: No such file or directory)' + TAIL,
        HEAD + 'directory index of "/up/" is forbidden' + TAIL,
    )
    assert [one["object"] for one in said] == ["/a b", "/up/"]
