"""Answers that are the login form again, and those that are not."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR
from siaga.detection.behaviours.privileged_session.guarded import GuardedPages
from siaga.detection.behaviours.privileged_session.login_forms import LoginForms

BAD = "203.0.113.66"
FORM, REFUSED = 15_233, 15_611
TOOL, EXPORT = "/phpmyadmin/index.php?route=/", "/phpmyadmin/index.php?route=/export"
GUESSERS = ("198.51.100.7", "192.0.2.9", "100.64.3.3")


def _guessed(guessers: tuple[str, ...] = GUESSERS, form: int = FORM) -> Story:
    story = Story()
    for place, client in enumerate(guessers):
        story.ask(f"03 0{place + 1}:00", client, "/phpmyadmin/", size=form)
        story.ask(f"03 0{place + 1}:01", client, f"POST {TOOL}", size=REFUSED)
    return story


def _exported(story: Story, size: int) -> bool:
    """Let a guesser ask for an export; say whether that proves that he was inside."""
    story.ask("10 03:00", BAD, "/phpmyadmin/", size=FORM)
    for minute in range(1, 10):
        story.ask(f"10 03:0{minute}", BAD, f"POST {TOOL}", size=REFUSED)
    story.ask("10 03:10", BAD, f"POST {EXPORT}", size=size)
    scene = story.scene()
    (session,) = (found for found in scene.sessions if found.client == BAD)
    return GuardedPages(scene).proves(session)


@pytest.mark.parametrize("size", [FORM, FORM + 5, FORM - 8])
def test_an_export_answered_with_the_login_form_was_none(size: int) -> None:
    story = _guessed()
    assert not _exported(story, size)
    assert not story.signals(BEHAVIOUR)


@pytest.mark.parametrize("size", [FORM - 300, FORM + 9, 41_000_000])
def test_an_answer_of_another_size_was_an_export(size: int) -> None:
    story = _guessed()
    assert _exported(story, size)
    assert story.signals(BEHAVIOUR)


def test_one_real_answer_among_forms_is_enough() -> None:
    story = _guessed()
    story.ask("10 03:11", BAD, f"POST {EXPORT}", size=41_000_000)
    assert _exported(story, FORM)


def test_what_one_visitor_alone_was_given_is_no_form() -> None:
    assert _exported(_guessed(()), FORM)
    assert _exported(_guessed(GUESSERS[:1]), FORM)


def test_a_short_answer_is_no_page() -> None:
    story = _guessed(form=500)
    for place, client in enumerate(GUESSERS):
        story.ask(f"04 0{place}:00", client, "/phpmyadmin/", size=500)
        story.ask(f"04 0{place}:01", client, f"POST {TOOL}", size=REFUSED)
    assert _exported(story, 500)


def test_another_part_of_the_site_has_another_form() -> None:
    story = _guessed()
    story.ask("10 03:00", BAD, "POST /wp-admin/user-new.php", 200, FORM)
    scene = story.scene()
    (act,) = (move for move in scene.moves if move.path.startswith(b"/wp-admin"))
    assert not LoginForms(scene).answers(act)


def test_what_is_shown_after_a_good_login_is_no_form() -> None:
    story = Story()
    for place, client in enumerate(GUESSERS):
        story.ask(f"03 0{place + 1}:00", client, "/phpmyadmin/", size=FORM)
        story.ask(f"03 0{place + 1}:01", client, f"POST {TOOL}", 302, 0)
        story.ask(f"03 0{place + 1}:02", client, TOOL, size=61_220)
    assert _exported(story, FORM)
