"""What becomes usual for a site's privileged sessions."""

from __future__ import annotations

from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.privileged_session.habits import Habits
from siaga.detection.scene.sessions import Session
from siaga.detection.scene.staff import REGULAR_DAYS, regulars


def _session(when: str, client: str = "192.0.2.7", pages: int = 2) -> Session:
    story = Story()
    for page in range(pages):
        story.ask(clock(when) + page * 60_000_000, client, f"/wp-admin/edit.php?p={page}")
    return Session(client, story.moves())


def test_without_sessions_nothing_is_known_or_odd() -> None:
    habits = Habits()
    assert not habits.knows_network("192.0.2.7")
    assert not habits.settled
    assert not habits.odd_hour(clock("01 03:00"))


def test_a_network_is_known_by_its_provider_s_block() -> None:
    habits = Habits()
    habits.learn(_session("01 08:00"))
    assert habits.knows_network("192.0.77.1")
    assert not habits.knows_network("203.0.113.1")


def test_two_days_settle_a_habit_one_does_not() -> None:
    habits = Habits()
    habits.learn(_session("01 08:00"))
    habits.learn(_session("01 13:00"))
    after_one_day = habits.settled
    habits.learn(_session("02 08:00"))
    assert (after_one_day, habits.settled, habits.long) == (False, True, False)


def test_days_of_all_networks_count_together() -> None:
    habits = Habits()
    for day, client in enumerate(("192.0.2.7", "198.51.100.7", "203.0.113.7"), 1):
        habits.learn(_session(f"0{day} 08:00", client))
    assert habits.long


def test_hours_wrap_around_midnight() -> None:
    habits = Habits()
    habits.learn(_session("01 23:10"))
    assert not habits.odd_hour(clock("02 00:30"))
    assert not habits.odd_hour(clock("02 01:30"))
    assert not habits.odd_hour(clock("02 04:00"))
    assert habits.odd_hour(clock("02 06:00"))
    assert habits.odd_hour(clock("02 12:00"))


def test_regulars_come_back_days_apart() -> None:
    often = [_session(f"{day:02} 08:00") for day in range(1, REGULAR_DAYS + 2)]
    once = [_session("03 08:00", "203.0.113.1"), _session("03 21:00", "203.0.113.2")]
    assert regulars([*often, *once]) == {"192.0.0.0/16"}


def test_overtime_reaches_into_the_evening_but_nobody_rises_early_for_it() -> None:
    habits = Habits()
    habits.learn(_session("01 08:10"))
    assert not habits.odd_hour(clock("02 14:00"))
    assert habits.odd_hour(clock("02 16:00"))
    assert habits.odd_hour(clock("02 04:00"))


def test_a_young_log_is_judged_by_what_others_do_later_too() -> None:
    habits = Habits(regular={"192.0.0.0/16": {2, 8}})
    assert not habits.odd_hour(clock("02 13:00"), "203.0.113.1")
    assert habits.odd_hour(clock("02 20:00"), "203.0.113.1")
    assert not habits.odd_hour(clock("02 20:00"), "192.0.2.7")


def test_browsers_and_acts_become_usual_on_the_second_day() -> None:
    habits = Habits()
    first, second = _session("01 08:00"), _session("02 08:00")
    habits.learn(first)
    assert not habits.usual_agent(first.pages[0].agent)
    habits.learn(second)
    assert habits.usual_agent(first.pages[0].agent)
    assert not habits.usual_agent(None)
    assert not habits.usual_act("backup")


def test_overtime_ends_where_the_site_has_been_asleep_for_hours() -> None:
    night = frozenset(range(16, 23))
    asleep, unknown = Habits(night=night), Habits()
    for habits in (asleep, unknown):
        habits.learn(_session("01 13:10"))
    assert not asleep.odd_hour(clock("02 17:00"))
    assert (asleep.odd_hour(clock("02 18:30")), unknown.odd_hour(clock("02 18:30"))) == (True, False)


def test_whether_a_site_s_log_tells_logins_and_which_browsers_its_people_use() -> None:
    story = Story()
    for day in range(1, 7):
        story.ask(f"{day:02} 08:00", "192.0.2.140", "POST /wp-login.php", 302)
        story.ask(f"{day:02} 08:01", "192.0.2.140", "/wp-admin/index.php")
    story.ask("08 08:01", "203.0.113.7", "/wp-admin/index.php", agent="Mozilla/5.0 (new)")
    story.ask(
        "08 08:02", "203.0.113.8", "/wp-admin/theme-editor.php", agent="WordPress/6.5; https://kota.example"
    )
    *own, foreign, itself = story.scene().sessions
    habits = Habits()
    told = [habits.tells_logins]
    for session in own:
        habits.learn(session)
    told.append(habits.tells_logins)
    assert habits.foreign_agents(foreign)
    assert not habits.foreign_agents(own[0])
    assert not habits.foreign_agents(itself)
    habits.learn(foreign)
    habits.learn(foreign)
    told.append(habits.tells_logins)
    assert told == [False, True, False]
