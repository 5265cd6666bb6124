"""A start page that takes no notice of gambling words serves none; one that changes for crawlers does."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR

GOOGLE = "66.249.66.12"
PHONE = "Mozilla/5.0 (Linux; Android 12; M2101K7BNY) AppleWebKit/537.36 Chrome/121.0.0.0 Mobile Safari/537.36"
PHONE_CRAWLER = f"{PHONE} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def _site(*, desk: int = 14_900, phone: int = 9_400, before: int = 13_500) -> Story:
    """Tell of a site whose start page was built anew on the sixth, smaller for phones."""
    story = Story()
    for day in range(1, 12):
        for hour in range(7, 19):
            client = f"192.0.2.{day}{hour}" if day < 10 else f"198.51.100.{hour}"
            on_phone = hour % 2 == 1
            size = before if day < 6 else phone if on_phone else desk
            agent = PHONE if on_phone else "Mozilla/5.0 (X11; Linux x86_64) Firefox/127.0"
            story.ask(f"{day:02} {hour:02}:{hour:02}", client, "/", size=size + hour, agent=agent)
    return story


def _asked(story: Story, *, desk: int, phone: int, target: str = "/?situs=slot-{}") -> Story:
    for place in range(12):
        agent, size = (PHONE_CRAWLER, phone) if place % 2 else (CRAWLER, desk)
        story.ask(
            f"{7 + place // 3:02} 03:{place:02}",
            GOOGLE,
            target.format(place),
            size=size + place,
            agent=agent,
            families=("gambling",),
        )
    return story


@pytest.mark.parametrize("target", ["/?situs=slot-{}", "/slot-{}/"])
def test_the_plain_start_page_is_no_gambling_page(target: str) -> None:
    assert not _asked(_site(), desk=14_900, phone=9_400, target=target).signals(BEHAVIOUR)


def test_a_page_that_only_search_engines_get_is_one() -> None:
    assert _asked(_site(), desk=66_200, phone=66_200).signals(BEHAVIOUR)


def test_what_phones_get_is_no_measure_for_desks() -> None:
    assert _asked(_site(), desk=9_400, phone=14_900).signals(BEHAVIOUR)


def test_what_search_engines_and_those_they_send_get_is_no_measure() -> None:
    story = _asked(_site(), desk=66_200, phone=66_200)
    for place in range(8):
        story.ask(f"08 04:{place:02}", GOOGLE, "/", size=66_200, agent=CRAWLER)
        client = f"203.0.113.{place}"
        story.ask(f"08 05:{place:02}", client, "/", size=66_200, referrer="https://www.google.com/")
    assert story.signals(BEHAVIOUR)


def test_a_start_page_that_became_quite_another_one_vouches_for_nothing() -> None:
    assert _asked(_site(desk=66_200, phone=66_200), desk=66_200, phone=66_200).signals(BEHAVIOUR)
