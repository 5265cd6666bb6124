"""PHP's stamps name zones, and php-fpm wraps what children say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siaga.intake.formats.php_error import PHP_ERROR, php_error_format
from siaga.intake.formats.php_error.format import is_stray

Describe = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("", 10), (" UTC", 10), (" Asia/Jakarta", 3), (" Asia/Makassar", 2), (" Asia/Jayapura", 1), (" WIB", 3)],
)
def test_zones(zone: str, hour: int, describe: Describe) -> None:
    said = describe(PHP_ERROR, f"[17-Mar-2024 10:00:00{zone}] PHP Notice:  x in /a.php on line 2")
    assert said[0]["time"] == f"2024-03-17T{hour:02}:00:00Z"


def test_an_unknown_zone_is_the_local_one(describe: Describe) -> None:
    said = describe(php_error_format(3_600_000_000), "[17-Mar-2024 10:00:00 Nowhere/Land] PHP Notice:  x")
    assert said[0]["time"] == "2024-03-17T09:00:00Z"


def test_what_children_say(describe: Describe) -> None:
    head = '[17-Mar-2024 10:00:00] WARNING: [pool www] child 9 said into stderr: "'
    php, shell = describe(
        PHP_ERROR,
        head + 'NOTICE: PHP message: PHP Warning:  x in /a.php on line 2"',
        head + 'sh: 1: nc: not found"',
    )
    assert (php["application"], php["object"]) == ("php", "/a.php")
    assert (shell["action"], shell["object"]) == ("output", "nc")


def test_stray_lines() -> None:
    assert is_stray(b"Stack trace:")
    assert is_stray(b"sh: 1: nc: not found")
    assert not is_stray(b"hello")
