"""Letters to hundreds by turns from everywhere, and those who write to many by right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR

HERD = ("203.0.113.58", "198.18.0.191", "100.64.9.40")
OFFICE, PHONE, USER = "192.0.2.140", "198.51.100.7", "arsip@kota.example"


def _letters(
    story: Story,
    when: str,
    clients: Sequence[str],
    *,
    count: int = 14,
    recipients: int = 45,
    user: str = USER,
    queued: bool = True,
) -> None:
    for place in range(count):
        at, letter = clock(when) + place * 60_000_000, f"{when[:2]}AB{place:03}"
        client = clients[place % len(clients)]
        detail = {"letter": letter}
        story.tell(at, "login", "success", user=user, client=client, application="smtp", detail=detail)
        if queued:
            told = {"letter": letter, "recipients": str(recipients)}
            story.tell(at + 1_000_000, "send", "success", application="smtp", what=user, detail=told)


def _read(story: Story, day: int, client: str = OFFICE, user: str = USER) -> None:
    story.tell(f"{day:02} 10:00", "login", "success", user=user, client=client, application="dovecot")


def test_a_sleeping_account_writes_to_hundreds_by_turns_from_three_networks() -> None:
    story = Story()
    _read(story, 3)
    _letters(story, "12 01:27", HERD)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("entered", "confirmed")
    assert set(signal.actor.client_ips) == set(HERD)
    assert signal.actor.users == (USER,)
    assert "14 letters to 630 recipients" in signal.why
    assert "630 penerima" in signal.why_id
    assert {"login", "use"} == {witness.role for witness in signal.witnesses}


def test_an_account_in_daily_use_makes_it_likely() -> None:
    story = Story()
    for day in range(1, 12):
        _read(story, day)
    _letters(story, "12 01:27", HERD)
    assert [signal.confidence for signal in story.signals(BEHAVIOUR)] == ["likely"]


def test_the_press_office_sends_in_portions_from_its_desk_and_a_telephone() -> None:
    story = Story()
    for day in range(1, 12):
        _read(story, day)
    _letters(story, "12 15:05", (OFFICE, PHONE))
    assert story.signals(BEHAVIOUR) == []


def test_a_newsletter_service_has_many_machines_and_comes_again() -> None:
    story = Story()
    for day in ("02", "06", "12"):
        _letters(story, f"{day} 09:00", HERD)
    assert story.signals(BEHAVIOUR) == []


def test_who_moves_about_once_sends_from_three_places() -> None:
    story = Story()
    for hour, client in zip(("08:00", "08:20", "08:40"), HERD, strict=True):
        _letters(story, f"12 {hour}", (client,), count=5)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(("recipients", "queued"), [(12, True), (45, False)])
def test_few_recipients_and_letters_that_were_never_accepted(recipients: int, queued: bool) -> None:
    story = Story()
    _letters(story, "12 01:27", HERD, recipients=recipients, queued=queued)
    assert story.signals(BEHAVIOUR) == []


def test_one_line_may_tell_the_login_and_the_letter() -> None:
    story = Story()
    _read(story, 3)
    for place in range(14):
        told = {"letter": f"C{place}", "recipients": "45"}
        at, client = clock("12 01:27") + place * 60_000_000, HERD[place % len(HERD)]
        story.tell(at, "login", "success", user=USER, client=client, application="smtp", detail=told)
    (signal,) = story.signals(BEHAVIOUR)
    assert "14 letters to 630 recipients" in signal.why
    assert set(signal.actor.client_ips) == set(HERD)
