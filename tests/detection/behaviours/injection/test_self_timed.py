"""Output that carries its own time of day, and the request of that second."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.injection.process_output import Outputs
from siaga.detection.behaviours.injection.self_timed import requests_behind

BAD = "203.0.113.5"
SCRIPT = "/alat/ping.php"
TWO = ("--14:17:01--", "--14:17:02--")


def _behind(story: Story) -> set[tuple[str, bytes]]:
    scene = story.scene()
    return set(requests_behind(scene, Outputs(scene)))


def _story(*stamps: str, when: str = "10 14:17:01", families: tuple[str, ...] = ()) -> Story:
    """Tell of one request, and of one line of output per stamp between two lines of the error log."""
    story = Story()
    story.ask(when, BAD, f"POST {SCRIPT}", 200, 400, families=families)
    story.tell(when, "error", message="before")
    for stamp in stamps:
        story.tell(when, "output", application="", message="", stamped=False)
        story.raw_events[-1] = f"{stamp}  http://198.51.100.9/x".encode()
    story.tell(clock(when) + 600_000_000, "error", message="after")
    return story


@pytest.mark.parametrize(
    "stamps",
    [
        TWO,
        ("--2026-06-10 14:17:02--", "--2026-06-10 14:17:02--"),
        ("--2026-06-10 21:17:01--", "--2026-06-10 21:17:03--"),
        ("--2026-06-10 19:47:00--", "--2026-06-10 19:47:01--"),
    ],
)
def test_two_outputs_name_the_request_in_any_zone(stamps: tuple[str, str]) -> None:
    assert _behind(_story(*stamps)) == {(BAD, SCRIPT.encode())}


def test_each_of_two_outputs_may_belong_to_a_request_of_its_own() -> None:
    story = _story("--21:17:01--", "--21:20:30--")
    story.ask("10 14:20:30", BAD, "POST /alat/lain.php", 200, 400)
    assert _behind(story) == {(BAD, SCRIPT.encode()), (BAD, b"/alat/lain.php")}


@pytest.mark.parametrize("stamp", ["--14:17:01--", "--2026-06-10 21:17:01--"])
def test_one_output_may_be_chance_unless_the_request_was_an_attack(stamp: str) -> None:
    assert _behind(_story(stamp)) == set()
    assert _behind(_story(stamp, families=("command-injection",))) == {(BAD, SCRIPT.encode())}


def test_two_outputs_in_two_zones_may_be_chance_too() -> None:
    assert _behind(_story("--14:17:01--", "--21:17:02--")) == set()


@pytest.mark.parametrize("stamp", ["--14:19:40--", "-14:17:01-", "14:17:01", "--nonsense--"])
def test_another_second_or_no_time_at_all_names_nobody(stamp: str) -> None:
    assert _behind(_story(stamp, stamp)) == set()
    assert _behind(_story(stamp, families=("command-injection",))) == set()


def test_two_clients_in_those_seconds_and_neither_can_be_named() -> None:
    story = _story(*TWO)
    story.ask("10 14:17:02", "192.0.2.7", f"POST {SCRIPT}", 200, 400)
    assert _behind(story) == set()


def test_pages_that_run_nothing_are_not_asked() -> None:
    story = _story(*TWO)
    story.ask("10 14:17:01", "192.0.2.7", "/berita/kerja-bakti")
    story.ask("10 14:17:01", "192.0.2.8", "POST /alat/lain.php", 404)
    assert _behind(story) == {(BAD, SCRIPT.encode())}


def test_a_day_off_is_another_matter() -> None:
    story = _story(*TWO)
    story.ask(clock("13 14:17:01"), "192.0.2.7", f"POST {SCRIPT}", 200, 400)
    assert _behind(story) == {(BAD, SCRIPT.encode())}


def test_a_job_that_spoke_at_that_minute_all_week_is_nobodys_request() -> None:
    stories = []
    for earlier in ((6, 7, 8, 9), (10, 11, 12, 13), ()):
        story = _story("--2026-06-10 21:17:02--", families=("command-injection",))
        for day in earlier:
            story.tell(f"{day:02} 14:17:05", "error", message="before")
            story.tell(f"{day:02} 14:17:05", "output", application="", message="", stamped=False)
            story.raw_events[-1] = f"--2026-06-{day:02} 21:17:03--  http://198.51.100.9/x".encode()
            story.tell(f"{day:02} 14:20:05", "error", message="after")
        stories.append(_behind(story))
    assert stories == [set(), {(BAD, SCRIPT.encode())}, {(BAD, SCRIPT.encode())}]
