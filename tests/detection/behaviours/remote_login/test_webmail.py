"""Letters about another bank account that came past the webmail in which their owner writes."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

OWNER, COLLEAGUE = "juru.bayar@dinas.example", "arsip@dinas.example"
BAD, DESK = "203.0.113.90", "192.0.2.140"
PAID = "Nomor rekening baru untuk pembayaran"


def _letter(story: Story, when: str, client: str, subject: str = "Undangan", user: str = OWNER) -> None:
    story.tell(
        when, "login", "success", user=user, client=client, application="smtp", detail={"subject": subject}
    )


def _owner(days: tuple[int, ...] = tuple(range(1, 13))) -> Story:
    story = Story()
    for day in days:
        story.ask(f"{day:02} 02:00", DESK, "POST /?_task=login", 302)
        _letter(story, f"{day:02} 02:30", "127.0.0.1", PAID if day == 3 else "Undangan")
    return story


def _filter(
    story: Story, client: str = BAD, when: str = "08 16:40", action: str = "plugin.managesieve-save"
) -> None:
    story.ask(f"{when}:10", client, "POST /?_task=login", 302)
    story.ask(f"{when}:20", client, "/?_task=mail&_token=5")
    story.ask(f"{when}:50", client, f"POST /?_task=settings&_action={action}")


def _found(story: Story) -> list[Signal]:
    story.events.sort(key=lambda event: event.time_us)
    return story.signals(BEHAVIOUR)


def test_a_new_bank_account_is_announced_past_the_webmail() -> None:
    story = _owner()
    _filter(story)
    _letter(story, "09 07:24", BAD, PAID)
    _letter(story, "09 08:50", BAD, PAID)
    (signal,) = _found(story)
    assert (signal.step, signal.confidence) == ("entered", "likely")
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), (OWNER,))
    assert {witness.role for witness in signal.witnesses} == {"act", "login"}


@pytest.mark.parametrize("subject", ["Undangan rapat", "Revisi kode rekening belanja", ""])
def test_a_mail_program_on_another_machine_and_letters_about_other_things(subject: str) -> None:
    story = _owner()
    _filter(story)
    _letter(story, "09 07:24", BAD, subject)
    assert _found(story) == []


def test_a_new_bank_account_without_changed_filters() -> None:
    story = _owner()
    _filter(story, action="plugin.managesieve-vacation")
    _letter(story, "09 07:24", BAD, PAID)
    assert _found(story) == []


def test_filters_that_were_changed_afterwards_or_long_before() -> None:
    for when in ("09 09:00", "02 16:40"):
        story = _owner()
        _filter(story, when=when)
        _letter(story, "09 07:24", BAD, PAID)
        assert _found(story) == []


@pytest.mark.parametrize("days", [(1, 2, 3, 4, 5, 6, 7), (5, 6, 7, 8, 9, 10), (1, 2, 3, 4, 5, 6, 12, 13)])
def test_a_journey_of_days_and_a_mailbox_little_known(days: tuple[int, ...]) -> None:
    story = _owner(days)
    _filter(story)
    _letter(story, "09 07:24", BAD, PAID)
    assert _found(story) == []


def test_a_place_that_others_come_from_as_well() -> None:
    story = _owner()
    _filter(story)
    _filter(story, client="203.0.113.12", when="06 03:00")
    _letter(story, "09 07:24", BAD, PAID)
    assert _found(story) == []


def test_a_mail_program_that_the_owner_has_elsewhere_too_and_one_of_a_colleague() -> None:
    for user, client in ((OWNER, "198.51.100.4"), (COLLEAGUE, "203.0.113.8")):
        story = _owner()
        _filter(story)
        _letter(story, "02 05:00", client, user=user)
        _letter(story, "09 07:24", BAD, PAID)
        assert _found(story) == []
