"""Lists of passwords, tried from everywhere."""

from __future__ import annotations

from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR


def _tries(networks: int = 14) -> Story:
    story = Story()
    for number in range(networks):
        client = f"198.{number + 18}.7.9"
        story.ask(f"10 0{number % 6}:{number:02}", client, "/wp-login.php")
        story.ask(f"10 0{number % 6}:{number + 1:02}", client, "POST /wp-login.php", 200)
    return story


def _accepted(story: Story, client: str, when: str = "10 03:30") -> None:
    story.ask(when, client, "POST /wp-login.php", 200)
    story.ask(when, client, "POST /wp-login.php", 302)


def test_a_password_that_was_accepted_and_left_unused() -> None:
    story = _tries()
    _accepted(story, "203.0.113.5")
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("entered", "likely")
    assert signal.actor.client_ips == ("203.0.113.5",)
    assert "Lists of passwords" in signal.why
    assert "Daftar kata sandi" in signal.why_id


def test_several_of_them_leave_no_doubt() -> None:
    story = _tries()
    _accepted(story, "203.0.113.5")
    _accepted(story, "192.0.2.5", "10 04:10")
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.confidence == "confirmed"
    assert len(signal.witnesses) == 2


def test_who_logs_in_and_works_is_no_machine() -> None:
    story = _tries()
    _accepted(story, "203.0.113.5")
    for minute in range(31, 35):
        story.ask(f"10 03:{minute}", "203.0.113.5", "/wp-admin/edit.php", referrer="https://kota.example/")
    assert story.signals(BEHAVIOUR) == []


def test_lists_that_never_fit_and_a_few_forgetful_people() -> None:
    assert _tries(40).signals(BEHAVIOUR) == []
    story = _tries(5)
    _accepted(story, "203.0.113.5")
    assert story.signals(BEHAVIOUR) == []


def test_days_later_it_has_nothing_to_do_with_them() -> None:
    story = _tries()
    _accepted(story, "203.0.113.5", "14 03:30")
    assert story.signals(BEHAVIOUR) == []


def test_a_probe_that_watches_the_login() -> None:
    story = _tries()
    for minute in range(30, 40):
        story.ask(f"10 03:{minute}", "203.0.113.5", "POST /wp-login.php", 302)
    assert story.signals(BEHAVIOUR) == []


def test_who_still_asks_for_something_minutes_later_has_not_left() -> None:
    story = _tries()
    _accepted(story, "203.0.113.5")
    story.ask("10 03:33", "203.0.113.5", "/jadwal")
    assert story.signals(BEHAVIOUR) == []
