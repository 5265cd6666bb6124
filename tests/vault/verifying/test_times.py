"""Times never fall, never lie in the future, and a clock that was set back is told."""

from __future__ import annotations

from siaga.vault.actions.verify import verify
from siaga.vault.verifying.result import Check, State

from ..conftest import Desk

HOUR_US = 3_600_000_000


def _looked(desk: Desk) -> Check:
    return verify(desk.storage, now_us=desk.now_us).check("times")


def test_times_that_rise_are_as_they_must_be(desk: Desk) -> None:
    with desk.open() as session:
        session.tell("petugas", "arahan")
    found = _looked(desk)
    assert (found.state, found.looked, found.told) == (State.OK, 4, ())


def test_a_clock_set_back_is_told_with_how_far(desk: Desk) -> None:
    with desk.open() as session:
        session.tell("petugas", "sebelum")
        desk.now_us -= HOUR_US // 2
        session.tell("petugas", "sesudah")
    found = _looked(desk)
    assert found.state is State.OK
    assert [(each.place, each.detail) for each in found.told] == [("leaf 4", "0:30:00")]


def test_the_future_is_wrong_and_named(desk: Desk) -> None:
    with desk.open() as session:
        session.tell("petugas", "besok")
    desk.now_us -= 24 * HOUR_US
    found = _looked(desk)
    assert found.state is State.WRONG
    assert ("leaf 3", "2026-06-15 00:00:30 UTC") in [(each.place, each.detail) for each in found.wrong]
