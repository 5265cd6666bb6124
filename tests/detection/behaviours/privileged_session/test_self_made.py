"""Accounts that somebody opened for himself, and what they may do."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR
from siaga.detection.behaviours.privileged_session.self_made import self_made

STAFF, BAD = "192.0.2.140", "203.0.113.77"
SIGN_UP = ("POST /wp-login.php?action=register", 302)
RESET = ("POST /wp-login.php?action=resetpass", 200)
LOGIN = ("POST /wp-login.php", 302)
HOME = ("/wp-admin/", 200)
SETTINGS = ("POST /wp-admin/options-general.php", 302)
WRITING = ("/wp-admin/post-new.php", 200)
CHAIN = (SIGN_UP, RESET, LOGIN, HOME, SETTINGS)


def _story(*requests: tuple[str, int], when: str = "10 09:10") -> Story:
    story = Story()
    for day in range(1, 10):
        for place, (request, status) in enumerate((LOGIN, HOME, WRITING)):
            story.ask(
                clock(f"{day:02} 08:3{day}") + place * 15_000_000,
                STAFF,
                request,
                status,
                40_000 + place,
                referrer="https://kota.example/wp-admin/",
            )
    for place, (request, status) in enumerate(requests):
        at = clock(when) + place * 20_000_000
        story.ask(at, BAD, request, status, referrer="https://kota.example/wp-admin/")
    return story


def _found(story: Story) -> list[bytes]:
    scene = story.scene()
    (session,) = [one for one in scene.sessions if one.client == BAD]
    return [move.path for move in self_made(scene, session)]


def test_a_newcomer_who_owns_the_site_at_once() -> None:
    assert _found(_story(*CHAIN)) == [b"/wp-login.php", b"/wp-admin/options-general.php"]


@pytest.mark.parametrize("when", ["10 09:10", "10 02:10"])
def test_a_newcomer_who_owns_the_site_is_accused_at_any_hour(when: str) -> None:
    (signal,) = _story(*CHAIN, when=when).signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
    assert "opened for itself" in signal.why
    assert "didaftarkannya sendiri" in signal.why_id
    assert "sign-up" in {witness.role for witness in signal.witnesses}


@pytest.mark.parametrize(
    "requests",
    [
        (SIGN_UP, RESET, LOGIN, HOME),
        (SIGN_UP, RESET, LOGIN, HOME, WRITING),
        (SIGN_UP, RESET, LOGIN, HOME, ("POST /wp-admin/options-general.php", 403)),
        (("POST /wp-login.php?action=register", 200), RESET, LOGIN, HOME, SETTINGS),
        (SIGN_UP, LOGIN, HOME, SETTINGS),
        (RESET, LOGIN, HOME, SETTINGS),
        (SIGN_UP, RESET, LOGIN, HOME, LOGIN, HOME, SETTINGS),
        (SIGN_UP, RESET, ("/", 200), HOME, SETTINGS),
    ],
)
def test_citizens_with_accounts_writers_and_an_administrator_who_tried_it_out(
    requests: tuple[tuple[str, int], ...],
) -> None:
    story = _story(*requests)
    assert _found(story) == []
    assert story.signals(BEHAVIOUR) == []


def test_an_account_that_was_opened_long_before_may_have_been_raised() -> None:
    story = _story(LOGIN, HOME, SETTINGS)
    story.ask("08 09:00", BAD, *SIGN_UP)
    story.ask("08 09:01", BAD, *RESET)
    assert _found(story) == []


def test_registration_at_the_office_is_the_offices_own_business() -> None:
    story = _story()
    for place, (request, status) in enumerate(CHAIN):
        story.ask(clock("10 09:10") + place * 20_000_000, STAFF, request, status)
    assert story.signals(BEHAVIOUR) == []
