"""LiteSpeed's error log names client and virtual host."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siaga.intake.formats.litespeed.error import LITESPEED_ERROR

Describe = Callable[..., list[Any]]
HEAD = "2024-03-17 10:00:00.123456 [NOTICE] [123] "


def test_client_and_host(describe: Describe) -> None:
    said = describe(LITESPEED_ERROR, HEAD + "[192.0.2.4:5678-1#APVH_a.example:443] hello")[0]
    assert (said["client_ip"], said["host"], said["action"]) == ("192.0.2.4", "a.example", "other")


def test_what_a_script_says_is_understood(describe: Describe) -> None:
    php, shell = describe(
        LITESPEED_ERROR,
        HEAD + "[192.0.2.4:5#a] [STDERR] PHP Notice:  x in /home/a.php on line 3",
        HEAD + "[192.0.2.4:5#a] [STDERR] sh: 1: nc: not found",
    )
    assert (php["application"], php["object"]) == ("php", "/home/a.php")
    assert (shell["action"], shell["object"]) == ("output", "nc")
