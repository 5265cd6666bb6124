"""Pages that only search engines get, and pages that move for everybody."""

from __future__ import annotations

from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR

GOOGLE = "66.249.66.12"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 20)]
GAMBLING = ("gambling",)


def _cloaked(*, crawlers_too: bool = False) -> Story:
    story = Story()
    story.visits(range(1, 10), PEOPLE, "/agenda/", size=15_000)
    for place in range(6):
        target = f"/agenda/?jp=slot-{place}"
        status = 302 if crawlers_too and place == 5 else 200
        story.ask(f"09 0{place}:10", GOOGLE, target, status, 15_100, agent=CRAWLER, families=GAMBLING)
        found = "https://www.google.com/"
        story.ask(f"09 1{place}:10", PEOPLE[place], target, 302, 0, referrer=found, families=GAMBLING)
    return story


def test_pages_of_the_usual_size_that_only_search_engines_get() -> None:
    signal = _cloaked().signals(BEHAVIOUR)[0]
    assert "taken elsewhere" in signal.why
    assert "dialihkan" in signal.why_id
    assert "sent away" in {witness.role for witness in signal.witnesses}


def test_a_site_that_sends_search_engines_away_too_deceives_nobody() -> None:
    assert not _cloaked(crawlers_too=True).signals(BEHAVIOUR)
