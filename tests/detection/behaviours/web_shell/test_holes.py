"""Shots at a hole whose answers say "refused", and files that are there afterwards all the same."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.detection.behaviours.web_shell.holes import MOST_HOLES

BAD, OTHER = "203.0.113.66", "198.51.100.90"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 40)]
HOLE, SHELL = "/service/autodiscover?account=admin", "/public/formatter.jsp"


def _ordinary() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/public/login.jsp")
    return story


def _shoot(story: Story, when: str = "10 22:00", status: int = 401, hole: str = HOLE) -> None:
    story.ask(when, BAD, f"POST {hole}", status, 0, families=("device-and-appliance-exploit",))


def _work(story: Story, sizes: tuple[int, ...] = (31, 131, 2_204, 744), path: str = SHELL) -> None:
    for place, size in enumerate(sizes):
        story.ask(f"10 22:0{place + 1}", BAD, f"{'POST' if place else 'GET'} {path}", size=size)


@pytest.mark.parametrize("status", [200, 302, 401, 403, 500])
@pytest.mark.parametrize("kind", ["jsp", "jspx", "aspx", "ashx", "php", "cgi", "cfm", "pl"])
def test_a_file_that_is_there_right_after_the_shot_and_answers_to_orders(status: int, kind: str) -> None:
    story = _ordinary()
    _shoot(story, status=status)
    _work(story, path=f"/public/formatter.{kind}")
    story.ask("12 19:00", OTHER, f"POST /public/formatter.{kind}", size=2_911_004)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.step == "entered"
    assert signal.actor.client_ips == (OTHER, BAD)
    assert "upload" in {witness.role for witness in signal.witnesses}
    assert "hole" in signal.why
    assert "celah" in signal.why_id


@pytest.mark.parametrize("status", [400, 404, 405, 410])
def test_where_no_hole_is_nothing_was_dropped(status: int) -> None:
    story = _ordinary()
    _shoot(story, status=status)
    _work(story)
    assert not story.signals(BEHAVIOUR)


def test_a_page_that_gives_everybody_one_answer_takes_no_orders() -> None:
    story = _ordinary()
    _shoot(story)
    _work(story, (31, 31, 31, 31))
    assert not story.signals(BEHAVIOUR)


def test_what_others_were_served_before_was_not_dropped() -> None:
    story = _ordinary()
    story.ask("10 15:00", PEOPLE[3], SHELL, size=31)
    _shoot(story)
    _work(story)
    assert not story.signals(BEHAVIOUR)


def test_whoever_shoots_at_everything_finds_what_was_there() -> None:
    story = _ordinary()
    for number in range(MOST_HOLES + 1):
        _shoot(story, f"10 21:{30 + number}", 403, f"/hole{number}")
    _work(story)
    assert not story.signals(BEHAVIOUR)


def test_a_shot_hours_before_is_another_story() -> None:
    story = _ordinary()
    _shoot(story, "10 20:00")
    _work(story)
    assert not story.signals(BEHAVIOUR)
