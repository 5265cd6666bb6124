"""Links to a new password that were found by trying out numbers, and those that people got by mail."""

from __future__ import annotations

from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR
from siaga.detection.behaviours.account_spread.guessed_links import GUESSES

BAD, OWNER = "203.0.113.5", "198.51.100.20"


def _tries(count: int, *, seconds: int = 2, status: int = 404) -> tuple[Story, int]:
    story, at = Story(), clock("10 02:00")
    for guess in range(count):
        at += seconds * 1_000_000
        story.ask(at, BAD, f"/akun/atur-ulang/{20_500 + 7 * guess}?untuk=bendahara", status, 900)
    return story, at + 1_000_000


def _follow(story: Story, at: int, client: str, number: int = 71_234, status: int = 302) -> Story:
    link = f"/akun/atur-ulang/{number}?untuk=bendahara"
    story.ask(at, client, link)
    story.ask(at + 20_000_000, client, f"POST {link}", status)
    return story


def test_a_number_that_was_guessed() -> None:
    (signal,) = _follow(*_tries(2 * GUESSES), BAD).signals(BEHAVIOUR)
    assert (signal.step, signal.confidence, signal.actor.client_ips) == ("entered", "confirmed", (BAD,))
    assert "number was guessed" in signal.why
    assert "nomornya ditebak" in signal.why_id


def test_guesses_that_never_fit_let_nobody_in() -> None:
    assert _tries(2 * GUESSES)[0].signals(BEHAVIOUR) == []
    assert _follow(*_tries(2 * GUESSES), BAD, status=404).signals(BEHAVIOUR) == []


def test_the_owner_follows_the_own_letter_while_others_guess() -> None:
    assert _follow(*_tries(2 * GUESSES), OWNER).signals(BEHAVIOUR) == []


def test_an_old_link_tried_a_few_times_or_over_days() -> None:
    assert _follow(*_tries(GUESSES // 4), BAD).signals(BEHAVIOUR) == []
    assert _follow(*_tries(2 * GUESSES, seconds=900), BAD).signals(BEHAVIOUR) == []


def test_many_who_share_an_address_and_find_other_pages_missing() -> None:
    story, at = Story(), clock("10 09:00")
    for person in range(3 * GUESSES):
        at += 10_000_000
        story.ask(at, OWNER, f"/berita/{person}", 404)
        _follow(story, at + 1_000_000, OWNER, 30_000 + person)
    assert story.signals(BEHAVIOUR) == []
