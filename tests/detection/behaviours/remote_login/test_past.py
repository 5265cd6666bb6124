"""What is usual for accounts: networks, hours, habits over the whole log."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.remote_login.past import Habit, Past, Timeline, elsewhere, guess_key
from siaga.detection.ledger.happenings import Happening


def _logins(*logins: tuple[str, str], user: str = "andi") -> list[Happening]:
    story = Story()
    for when, client in logins:
        story.tell(when, "login", "success", user=user, client=client)
    return story.scene().happenings


def _past(*logins: tuple[str, str]) -> Past:
    past = Past()
    for login in _logins(*logins):
        past.learn(login)
    return past


def test_an_empty_past_knows_nothing() -> None:
    assert Past().days == 0
    assert not Past().settled


def test_days_count_once_over_all_networks() -> None:
    past = _past(("01 08:00", "192.0.2.1"), ("01 09:00", "198.51.100.1"), ("02 08:00", "192.0.2.9"))
    assert past.days == 2
    assert past.settled
    assert set(past.networks) == {"192.0.0.0/16", "198.51.0.0/16"}


def test_the_last_login_is_remembered() -> None:
    last = _past(("01 08:00", "192.0.2.1"), ("02 08:00", "198.51.100.1")).last
    assert last is not None
    assert last.event.client_ip == "198.51.100.1"


@pytest.mark.parametrize(
    ("when", "odd"),
    [("05 21:30", False), ("05 05:59", False), ("05 06:00", True), ("05 12:00", True), ("05 20:30", True)],
)
def test_hours_wrap_around_midnight(when: str, odd: bool) -> None:
    assert _past(("01 23:30", "192.0.2.1")).odd_hour(clock(when)) == odd


def test_the_evening_lasts_until_the_town_sleeps() -> None:
    past = _past(("01 08:00", "192.0.2.1"), ("02 13:00", "192.0.2.1"))
    night = frozenset(range(23, 24)) | frozenset(range(6))
    assert past.odd_hour(clock("05 20:30"))
    assert not past.odd_hour(clock("05 20:30"), night)
    assert past.odd_hour(clock("05 23:30"), night)
    assert past.odd_hour(clock("05 02:30"), night)


def test_an_account_found_elsewhere_before_and_after_was_at_home_there() -> None:
    logins = _logins(("03 08:00", "192.0.2.1"), ("08 22:00", "203.0.113.1"), ("09 08:00", "192.0.2.1"))
    assert elsewhere(logins[1], logins).settled
    assert not elsewhere(logins[0], logins).networks
    assert not elsewhere(logins[1], logins[:2]).networks


def test_a_network_that_comes_again_days_apart_is_regular() -> None:
    often = _logins(*((f"{day:02} 08:00", "192.0.2.1") for day in (1, 4, 8)))
    once = _logins(("08 09:00", "203.0.113.1"))
    habit = Habit([*often, *once])
    assert habit.regular(often[0])
    assert not habit.regular(once[0])


def test_another_account_from_a_regular_network_is_not_regular_itself() -> None:
    often = _logins(*((f"{day:02} 08:00", "192.0.2.1") for day in (1, 4, 8)))
    other = _logins(("08 09:00", "192.0.2.1"), user="budi")
    assert not Habit([*often, *other]).regular(other[0])


def test_many_networks_in_one_night_are_no_roaming() -> None:
    networks = ("192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.0.1", "3fff:41::1")
    night = _logins(*((f"03 0{hour}:00", client) for hour, client in enumerate(networks)))
    weeks = _logins(*((f"{2 + 2 * day:02} 08:00", client) for day, client in enumerate(networks)))
    assert not Habit(night).roaming(night[0])
    assert Habit(weeks).roaming(weeks[0])


def test_guesses_of_one_small_network_share_a_key() -> None:
    one, two, three = _logins(
        ("01 08:00", "192.0.2.1"), ("01 08:01", "192.0.2.200"), ("01 08:02", "192.0.3.1")
    )
    assert guess_key(one) == guess_key(two) != guess_key(three)


@given(
    seconds=st.lists(st.integers(0, 5_000), max_size=30).map(sorted),
    edges=st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)),
)
def test_a_timeline_returns_what_lies_between(seconds: Sequence[int], edges: tuple[int, int]) -> None:
    story, start = Story(), clock("01 08:00")
    for second in seconds:
        story.tell(start + second * 1_000_000, "login", "failure", user="root", client="192.0.2.1")
    timeline = Timeline()
    for happening in story.scene().happenings:
        timeline.add("key", happening)
    low, high = (start + edge * 1_000_000 for edge in edges)
    found = [happening.event.time_us for happening in timeline.between("key", low, high)]
    assert found == [at for at in (start + second * 1_000_000 for second in seconds) if low <= at <= high]
    assert timeline.between("other", low, high) == []


@pytest.mark.parametrize(
    ("places", "days", "known"), [(1, 8, True), (2, 8, True), (3, 8, False), (1, 6, False)]
)
def test_who_comes_for_long_from_a_place_or_two_is_known_by_them(
    places: int,
    days: int,
    *,
    known: bool,
) -> None:
    logins = _logins(
        *((f"{day:02} 08:00", f"198.{18 + day % places}.0.9") for day in range(1, days + 1)),
        ("20 08:00", "203.0.113.1"),
    )
    assert Habit(logins).steadfast(logins[-1]) is known


def test_nobody_is_known_by_the_place_that_is_asked_about() -> None:
    logins = _logins(*((f"{day:02} 08:00", "203.0.113.1") for day in range(1, 12)))
    assert not Habit(logins).steadfast(logins[-1])
    assert not Habit([]).steadfast(logins[-1])
