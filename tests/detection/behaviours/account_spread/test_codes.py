"""One-time codes that were guessed, and those that people mistype."""

from __future__ import annotations

from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR
from siaga.detection.behaviours.account_spread.codes import GUESSES

BAD, CODE = "203.0.113.5", "POST /v2/auth/otp/cek"


def _guesses(count: int, *, seconds: int = 1, size: int = 63) -> tuple[Story, int]:
    story, at = Story(), clock("10 03:00")
    for _ in range(count):
        at += seconds * 1_000_000
        story.ask(at, BAD, CODE, 401, size)
    return story, at + 1_000_000


def _fits(story: Story, at: int, *, status: int = 200, size: int = 1_108, later: bool = True) -> Story:
    story.ask(at, BAD, CODE, status, size)
    if later:
        story.ask(at + 9_000_000, BAD, "/v2/profil")
    return story


def test_guessing_until_one_fits() -> None:
    (signal,) = _fits(*_guesses(2 * GUESSES)).signals(BEHAVIOUR)
    assert (signal.step, signal.confidence, signal.actor.client_ips) == ("entered", "confirmed", (BAD,))
    assert "one-time code was guessed" in signal.why
    assert "Kode sekali pakai" in signal.why_id


def test_guesses_that_never_fit_let_nobody_in() -> None:
    assert _fits(*_guesses(2 * GUESSES), status=429).signals(BEHAVIOUR) == []
    assert _fits(*_guesses(2 * GUESSES), size=63).signals(BEHAVIOUR) == []
    assert _fits(*_guesses(2 * GUESSES), later=False).signals(BEHAVIOUR) == []


def test_people_mistype_a_few_times_and_share_addresses() -> None:
    assert _fits(*_guesses(GUESSES // 4)).signals(BEHAVIOUR) == []
    assert _fits(*_guesses(2 * GUESSES, seconds=600)).signals(BEHAVIOUR) == []
    story, at = Story(), clock("10 03:00")
    for person in range(2 * GUESSES):
        for attempt in range(3):
            story.ask(
                at + person * 30_000_000 + attempt * 5_000_000,
                BAD,
                CODE,
                200 if attempt == 2 else 401,
                attempt,
            )
    assert story.signals(BEHAVIOUR) == []
