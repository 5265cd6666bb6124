"""Exim's main log as a whole: what speaks for it, and stray lines beside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.exim import EXIM, exim_format
from siaga.intake.formats.linewise import NOWHERE
from siaga.intake.rows import Event

OWN = b"2026-03-02 08:15:30 1vxAbC-0001De-2F Completed"
STRAY = b"2026-03-02 08:15:31 no host name found for IP address 192.0.2.7"


def test_its_own_lines_speak_for_others_beside_them() -> None:
    assert EXIM.score([OWN, STRAY]) == 1.0
    assert EXIM.score([STRAY]) == 0.0
    assert EXIM.score([OWN, b"something else"]) == 0.5


@pytest.mark.parametrize("stamp", [b"2026-13-02 08:15:30", b"02-03-2026 08:15:30", b"08:15:30"])
def test_no_stamp_no_line(stamp: bytes) -> None:
    assert EXIM.make(None)(stamp + b" 1vxAbC-0001De-2F Completed", NOWHERE) is None


def test_a_stamp_without_a_zone_is_local() -> None:
    hours = 7 * 3_600_000_000
    here, there = EXIM.make(None)(OWN, NOWHERE), exim_format(hours).make(None)(OWN, NOWHERE)
    assert isinstance(here, Event)
    assert isinstance(there, Event)
    assert here.time_us - there.time_us == hours


@given(rest=st.binary(max_size=300))
def test_nothing_raises_and_no_line_is_lost(rest: bytes) -> None:
    found = EXIM.make(None)(b"2026-03-02 08:15:30 " + rest, NOWHERE)
    assert isinstance(found, Event)
