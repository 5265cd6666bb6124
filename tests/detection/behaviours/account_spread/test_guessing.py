"""Passwords that one machine guessed, and people who merely mistype."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import BROWSER, CRAWLER, Story, clock

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR

BAD = "203.0.113.66"
FORM = "/login/index.php"
SECOND = 1_000_000
START = clock("10 02:00")


def _try(story: Story, at: int, client: str = BAD, agent: str = BROWSER, *, good: bool = False) -> None:
    story.ask(at, client, f"POST {FORM}", 303, 440, agent=agent)
    following = f"{FORM}?testsession=7" if good else FORM
    story.ask(at + SECOND, client, following, 303 if good else 200, 390 if good else 14_000, agent=agent)


def _guessed(guesses: int = 65, every: int = 20, client: str = BAD, agent: str = BROWSER) -> Story:
    story = Story()
    for number in range(guesses):
        _try(story, START + number * every * SECOND, client, agent)
    return story


def _let_in(story: Story, after: int = 65 * 20, client: str = BAD, agent: str = BROWSER) -> Story:
    at = START + after * SECOND
    _try(story, at, client, agent, good=True)
    story.ask(at + 60 * SECOND, client, "POST /grade/export/xls/export.php", 200, 280_000, agent=agent)
    return story


def test_a_guessed_password_that_was_used() -> None:
    (signal,) = _let_in(_guessed()).signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("entered", "confirmed")
    assert signal.actor.client_ips == (BAD,)
    assert [witness.role for witness in signal.witnesses].count("login") == 1
    assert {"failed login", "use"} <= {witness.role for witness in signal.witnesses}
    assert "65 wrong passwords" in signal.why
    assert "65 kata sandi salah" in signal.why_id


def test_half_as_many_leave_some_doubt() -> None:
    (signal,) = _let_in(_guessed(32)).signals(BEHAVIOUR)
    assert signal.confidence == "likely"


def test_a_form_that_refuses_by_its_own_answer_tells_as_well() -> None:
    story = Story()
    for number in range(40):
        story.ask(START + number * 20 * SECOND, BAD, f"POST {FORM}", 403, 900)
    assert _let_in(story).signals(BEHAVIOUR)


def test_guesses_that_never_fit_or_open_nothing() -> None:
    assert _guessed(200).signals(BEHAVIOUR) == []
    story = _guessed()
    _try(story, START + 65 * 20 * SECOND, good=True)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(("guesses", "every"), [(12, 20), (40, 1_800)])
def test_few_or_slow_ones_are_somebody_who_forgot(guesses: int, every: int) -> None:
    story = _guessed(guesses, every)
    assert _let_in(story, after=guesses * every).signals(BEHAVIOUR) == []


def test_a_class_behind_one_address() -> None:
    story = Story()
    for number in range(60):
        agent = BROWSER.replace("127.0", f"{100 + number % 4}.0")
        _try(story, START + number * 20 * SECOND, agent=agent)
    assert _let_in(story).signals(BEHAVIOUR) == []
    story = _guessed()
    _try(story, START - 600 * SECOND, good=True)
    assert _let_in(story).signals(BEHAVIOUR) == []


def test_logins_of_which_nobody_knows_that_they_failed() -> None:
    story = Story()
    for number in range(60):
        story.ask(START + number * 20 * SECOND, BAD, f"POST {FORM}", 303, 440)
    assert _let_in(story).signals(BEHAVIOUR) == []


def test_who_sends_other_forms_in_between_was_in() -> None:
    story = _guessed()
    story.ask(START + 300 * SECOND, BAD, "POST /mod/forum/post.php", 200, 7_000)
    assert _let_in(story).signals(BEHAVIOUR) == []


def test_who_goes_on_guessing_was_not_let_in() -> None:
    story = _let_in(_guessed())
    for number in range(5):
        _try(story, START + (1_500 + 20 * number) * SECOND)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize("agent", ["okhttp/4.12.0", "python-requests/2.31.0"])
def test_a_program_with_an_old_password(agent: str) -> None:
    assert _let_in(_guessed(agent=agent), agent=agent).signals(BEHAVIOUR) == []


def test_when_nobody_could_sign_in_people_tried_again_and_again() -> None:
    story = _let_in(_guessed())
    for number, client in enumerate(("192.0.2.5", "198.51.100.5")):
        _try(story, START - 7_200 * SECOND, client, CRAWLER, good=True)
        _try(story, START + (400 + number) * SECOND, client)
    assert story.signals(BEHAVIOUR) == []
    _try(story, START + 500 * SECOND, "192.0.2.9", good=True)
    assert story.signals(BEHAVIOUR)
