"""Output that carries its own time of day, and the request of that second."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.injection.process_output import Outputs
from siaga.detection.behaviours.injection.self_timed import requests_behind

BAD = "203.0.113.5"
SCRIPT = "/alat/ping.php"


def _behind(story: Story) -> set[tuple[str, bytes]]:
    scene = story.scene()
    return set(requests_behind(scene, Outputs(scene).lines))


def _story(stamp: str, *, when: str = "10 14:17:01") -> Story:
    story = Story()
    story.ask(when, BAD, f"POST {SCRIPT}", 200, 400)
    story.tell(when, "error", message="before")
    story.tell(when, "output", application="", message="", stamped=False)
    story.raw_events[-1] = f"{stamp}  http://198.51.100.9/x".encode()
    story.tell(clock(when) + 60_000_000, "error", message="after")
    return story


@pytest.mark.parametrize(
    "stamp", ["--14:17:01--", "--2026-06-10 14:17:02--", "--2026-06-10 21:17:01--", "--2026-06-10 19:47:00--"]
)
def test_the_second_names_the_request_in_any_zone(stamp: str) -> None:
    assert _behind(_story(stamp)) == {(BAD, SCRIPT.encode())}


@pytest.mark.parametrize("stamp", ["--14:19:40--", "-14:17:01-", "14:17:01", "--nonsense--"])
def test_another_second_or_no_time_at_all_names_nobody(stamp: str) -> None:
    assert _behind(_story(stamp)) == set()


def test_two_clients_in_those_seconds_and_neither_can_be_named() -> None:
    story = _story("--14:17:01--")
    story.ask("10 14:17:02", "192.0.2.7", f"POST {SCRIPT}", 200, 400)
    assert _behind(story) == set()


def test_pages_that_run_nothing_are_not_asked() -> None:
    story = _story("--14:17:01--")
    story.ask("10 14:17:01", "192.0.2.7", "/berita/kerja-bakti")
    story.ask("10 14:17:01", "192.0.2.8", "POST /alat/lain.php", 404)
    assert _behind(story) == {(BAD, SCRIPT.encode())}


def test_a_day_off_is_another_matter() -> None:
    story = _story("--14:17:01--")
    story.ask(clock("13 14:17:01"), "192.0.2.7", f"POST {SCRIPT}", 200, 400)
    assert _behind(story) == {(BAD, SCRIPT.encode())}
