"""FortiGate's lines: their moment, and what else is written as names with values."""

from __future__ import annotations

from siaga.intake.formats.fortigate import fortigate_format
from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.rows import Event

REST = b'logid="0100032001" type="event" level="notice" action="login" status="success" user="a"'
HOUR_US = 3_600_000_000


def _time(line: bytes) -> int:
    event = fortigate_format(7 * HOUR_US).make(None)(line, NOWHERE)
    assert isinstance(event, Event)
    return event.time_us


def test_the_moment_of_the_event_or_else_the_clock_on_the_wall() -> None:
    at = _time(b"date=2026-03-08 time=00:24:27 " + REST)
    assert at == _time(b'date=2026-03-08 time=00:24:27 tz="+0700" ' + REST)
    assert _time(b"<189>date=2026-03-08 time=00:24:27 eventtime=1772904267000000000 " + REST) == at


def test_other_names_with_values_are_not_taken() -> None:
    form = fortigate_format()
    assert form.score([b'date=2026-03-08 time=00:24:27 user="a" action="login"']) == 0.0
    assert form.score([REST]) == 0.0
