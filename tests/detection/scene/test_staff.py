"""Whoever signs in again and again, days apart, works there; a shared address says nothing of who it was."""

from __future__ import annotations

from tests.detection.behaviours.story import Story, clock

from siaga.detection.applications.application import all_applications
from siaga.detection.scene.sessions import Session, SignIn
from siaga.detection.scene.staff import REGULAR_DAYS, SHARED_ADDRESSES, regulars, staff_networks

MANY = SHARED_ADDRESSES + 1
APPLICATION = all_applications()[0]


def _session(day: int, client: str = "192.0.2.7", *, signed_in: bool = True) -> Session:
    story = Story()
    story.ask(clock(f"{day:02} 08:00"), client, "/wp-admin/")
    (move,) = story.moves()
    return Session(client, [move], sign_in=SignIn(move, APPLICATION, succeeded=True) if signed_in else None)


def test_those_who_come_back_days_apart_are_regulars() -> None:
    assert regulars([_session(1), _session(1 + REGULAR_DAYS)]) == {"192.0.0.0/16"}
    assert regulars([_session(1), _session(REGULAR_DAYS)]) == frozenset()
    assert regulars([]) == frozenset()


def test_addresses_of_one_network_count_together_others_apart() -> None:
    far = 1 + REGULAR_DAYS
    assert regulars([_session(1, "192.0.2.7"), _session(far, "192.0.77.1")])
    assert not regulars([_session(1, "192.0.2.7"), _session(far, "203.0.113.1")])


def test_only_sessions_with_a_sign_in_make_staff() -> None:
    days = (1, 1 + REGULAR_DAYS)
    assert staff_networks([_session(day) for day in days], MANY)
    assert not staff_networks([_session(day, signed_in=False) for day in days], MANY)


def test_behind_a_proxy_nobody_is_known_as_staff() -> None:
    sessions = [_session(1), _session(1 + REGULAR_DAYS)]
    assert not staff_networks(sessions, SHARED_ADDRESSES)
    assert staff_networks(sessions, SHARED_ADDRESSES + 1)
