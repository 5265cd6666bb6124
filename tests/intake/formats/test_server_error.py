"""A server's error log is known by its own stamps; what others write into it is kept beside them."""

from __future__ import annotations

import pytest

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.linewise import LineFormat
from siaga.intake.formats.server_error import server_error_format
from siaga.intake.formats.splitting import Place
from siaga.intake.rows import Event

PHP = b"[17-Mar-2026 01:48:12 UTC] PHP Warning:  x in /srv/a.php on line 3"
STRAY = b"sh: 1: a: not found"


def _stamped(line: bytes, place: Place, offset_us: int) -> Event | None:
    return Event(*place, 1_000 - offset_us, "server", "error") if line.startswith(b"@") else None


def _actions(*, php: bool) -> list[tuple[str, str, int]]:
    each = server_error_format(LineFormat, "server-error", _stamped, 400, php=php)
    reading = each.reader().read(Block(LogFile("e", "e"), b"\n".join((b"@a", STRAY, PHP)), 0, 1))
    return [(event.application, event.action, event.time_us) for event in reading.events]


def test_own_lines_stray_output_and_php_are_told_apart() -> None:
    own, stray, php = _actions(php=True)
    assert own == ("server", "error", 600)
    assert stray == ("shell", "output", 600)
    assert php[:2] == ("php", "error")


def test_a_server_that_php_does_not_log_into_has_no_lines_of_php() -> None:
    assert "php" not in {application for application, _, _ in _actions(php=False)}


@pytest.mark.parametrize(
    ("sample", "share"), [([b"@a", STRAY, PHP, b"x"], 0.5), ([STRAY], 0.0), ([PHP], 0.0), ([b"@a"], 1.0)]
)
def test_only_its_own_stamps_speak_for_it(sample: list[bytes], share: float) -> None:
    assert server_error_format(LineFormat, "server-error", _stamped, 0).score(sample) == share


def test_the_format_is_of_the_class_asked_for() -> None:
    class Own(LineFormat):
        __slots__ = ()

    made = server_error_format(Own, "own", _stamped, 0)
    assert (type(made), made.name, made.kind) == (Own, "own", "error")
