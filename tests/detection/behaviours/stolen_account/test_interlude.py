"""A night's visit to a mailbox between two of its owner's days, and owners who only look like that."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.stolen_account.diary import BAD, HOME, LINUX, MAC, OFFICE, PHONE, WINDOWS
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.stolen_account.behaviour import BEHAVIOUR
from siaga.detection.behaviours.stolen_account.interlude import LETTERS, most_letters
from siaga.detection.behaviours.stolen_account.use import uses_by_account
from siaga.findings.shape import Signal

OWNER, OTHER = "bendahara@dinas.example", "sekretaris@dinas.example"
NIGHT = "05 18:50"


def _read(
    story: Story, when: str, client: str, agent: str, session: int, count: int, user: str = OWNER
) -> None:
    """Let somebody sign in to a webmail and open letters, seconds apart."""
    at, inside = clock(when), f"/cpsess{session:010}"
    story.ask(at, client, "POST /login/?login_only=1", agent=agent)
    for number in range(count):
        page = (
            f"{inside}/3rdparty/roundcube/index.php?_task=mail&_uid={session * 100 + number}&_action=preview"
        )
        story.ask(at + (number + 1) * 5_000_000, client, page, agent=agent, user=user)


def _forward(story: Story, when: str, client: str, agent: str, session: int) -> None:
    page = (
        f"/cpsess{session:010}/webmail/jupiter/mail/doaddfwd.html?fwdopt=fwd&fwdemail=arsip%40surel.example"
    )
    story.ask(when, client, page, agent=agent, user=OWNER)


def _owner(days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7), letters: int = 6) -> Story:
    story = Story()
    for day in days:
        for hour in (1, 6):
            _read(story, f"{day:02} {hour:02}:20", OFFICE, WINDOWS, day * 10 + hour, letters)
    return story


def _visit(
    story: Story, when: str = NIGHT, client: str = BAD, agent: str = LINUX, letters: int = 2 * LETTERS
) -> Story:
    _read(story, when, client, agent, 777, letters)
    _forward(story, f"{when}:59", client, agent, 777)
    return story


def _found(story: Story) -> list[Signal]:
    return story.signals(BEHAVIOUR)


def test_a_night_s_visit_between_two_days_at_the_desk() -> None:
    (signal,) = _found(_visit(_owner()))
    assert (signal.step, signal.confidence) == ("exfiltrated", "likely")
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), (OWNER,))
    assert f"{2 * LETTERS} letters" in signal.why
    assert f"{2 * LETTERS} surat" in signal.why_id
    assert {witness.role for witness in signal.witnesses} == {"session", "dump", "act"}


def test_a_journey_of_several_days() -> None:
    assert not _found(_visit(_owner((1, 2, 3, 4, 8, 9))))


def test_at_home_in_the_evening() -> None:
    assert not _found(_visit(_owner(), "05 11:30", HOME))


@pytest.mark.parametrize("agent", [WINDOWS, PHONE])
def test_the_owner_s_own_laptop_and_a_new_phone(agent: str) -> None:
    assert not _found(_visit(_owner(), agent=agent))


def test_a_home_that_the_owner_comes_from_again() -> None:
    story = _visit(_owner(), client=HOME)
    _read(story, "03 18:40", HOME, MAC, 555, 2)
    assert not _found(story)


def test_a_provider_that_a_colleague_uses_as_well() -> None:
    story = _visit(_owner())
    _read(story, "02 03:00", BAD, MAC, 556, 2, OTHER)
    assert not _found(story)


def test_no_more_letters_than_the_owner_reads() -> None:
    assert not _found(_visit(_owner(letters=25)))
    assert not _found(_visit(_owner(), letters=LETTERS - 1))


def test_letters_in_the_night_without_forwarding() -> None:
    story = _owner()
    _read(story, NIGHT, BAD, LINUX, 777, 2 * LETTERS)
    assert not _found(story)


def test_an_owner_who_forwards_mail_as_a_habit() -> None:
    story = _visit(_owner())
    _forward(story, "02 01:25", OFFICE, WINDOWS, 21)
    assert not _found(story)


def test_letters_of_the_busiest_hour_count_once_each() -> None:
    story = Story()
    _read(story, "03 02:00", OFFICE, WINDOWS, 31, 5)
    _read(story, "03 02:30", OFFICE, WINDOWS, 31, 5)
    _read(story, "03 09:00", OFFICE, WINDOWS, 32, 7)
    assert len(most_letters(uses_by_account(story.scene())[OWNER])) == 7
