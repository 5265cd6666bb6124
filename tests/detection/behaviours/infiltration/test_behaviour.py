"""Gambling pages that a site serves, and gambling words that are none."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR, PAGES
from siaga.findings.shape import Signal

BAD, GOOGLE = "203.0.113.150", "66.249.66.12"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 20)]
GAMBLING = ("gambling",)


def _site() -> Story:
    story = Story()
    story.visits(range(1, 10), PEOPLE, "/berita/kerja-bakti")
    return story


def _crawl(
    story: Story, count: int, *, status: int = 200, size: int = 15_000, target: str = "/slot-{}/"
) -> None:
    for place in range(count):
        story.ask(
            f"09 {1 + place // 60:02}:{place % 60:02}",
            GOOGLE,
            target.format(place),
            status,
            size + 37 * place,
            agent=CRAWLER,
            families=GAMBLING,
        )


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


def test_many_pages_that_search_engines_came_for() -> None:
    story = _site()
    _crawl(story, 20)
    signal = _only(story)
    assert signal.step == "entered"
    assert "20 different gambling pages" in signal.why
    assert "20 halaman judi online" in signal.why_id
    assert {witness.role for witness in signal.witnesses} == {"gambling page"}


def test_who_looked_first_without_being_led_there_is_the_actor() -> None:
    story = _site()
    story.ask("09 00:30", BAD, "/slot-0/", size=15_000, families=GAMBLING)
    _crawl(story, 20)
    story.ask("09 08:00", PEOPLE[2], "/slot-3/", referrer="https://www.google.com/", families=GAMBLING)
    assert _only(story).actor.client_ips == (BAD,)


def test_search_engines_and_those_they_send_are_never_the_actor() -> None:
    story = _site()
    _crawl(story, 20)
    story.ask("09 08:00", PEOPLE[2], "/slot-3/", referrer="https://www.google.co.id/", families=GAMBLING)
    assert _only(story).actor.client_ips == ()


def test_a_verification_file_afterwards_is_shown() -> None:
    story = _site()
    story.ask("09 00:30", BAD, "/slot-0/", size=15_000, families=GAMBLING)
    story.ask("09 00:40", BAD, "/google3f1c9ab27de0415c.html", size=53)
    _crawl(story, 20)
    signal = _only(story)
    assert signal.confidence == "confirmed"
    assert "verification" in {witness.role for witness in signal.witnesses}


FILE = "/google3f1c9ab27de0415c.html"


@pytest.mark.parametrize(("when", "told"), [("06 10:00", True), ("09 00:40", True), ("01 10:00", False)])
def test_a_verification_file_goes_with_the_pages_unless_it_was_always_there(when: str, told: bool) -> None:
    story = _site()
    story.ask(when, "198.51.100.70", FILE, size=53, families=GAMBLING)
    story.ask("09 12:00", GOOGLE, FILE, size=53, agent=CRAWLER, families=GAMBLING)
    _crawl(story, 20)
    signal = _only(story)
    assert ("verification" in {witness.role for witness in signal.witnesses}) == told
    assert signal.actor.client_ips == (("198.51.100.70",) if told else ())
    assert "20 different gambling pages" in signal.why


def test_pages_by_a_key_in_the_query_are_pages_too() -> None:
    story = _site()
    _crawl(story, 20, target="/?wp=slot-{}")
    assert _only(story).step == "entered"


@pytest.mark.parametrize("key", ["s", "q", "cari", "search", "keyword"])
def test_words_typed_into_the_search_box(key: str) -> None:
    story = _site()
    _crawl(story, 40, target=f"/index.php?{key}=slot+gacor+{{}}")
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize("status", [404, 410, 403, 301])
def test_pages_that_are_gone(status: int) -> None:
    story = _site()
    _crawl(story, 40, status=status)
    assert story.signals(BEHAVIOUR) == []


def test_a_site_that_answers_the_same_to_anything() -> None:
    story = _site()
    for place in range(40):
        story.ask(
            f"09 01:{place:02}", GOOGLE, f"/slot-{place}/", size=9_431, agent=CRAWLER, families=GAMBLING
        )
    assert story.signals(BEHAVIOUR) == []


def test_an_article_or_two_are_news() -> None:
    story = _site()
    for place, client in enumerate(PEOPLE):
        for page in range(PAGES - 1):
            story.ask(
                f"09 10:{place:02}",
                client,
                f"/berita/slot-{page}",
                referrer="https://kota.example/",
                families=GAMBLING,
            )
    assert story.signals(BEHAVIOUR) == []
