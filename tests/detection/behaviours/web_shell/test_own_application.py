"""An application's own scripts in folders that are called like those for data."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR

TEACHER = "203.0.113.66"
COPY = "/backup/backup.php"


def _school(login: str = "/login/index.php") -> Story:
    story = Story()
    people = [f"{net}.{number}" for number in range(10, 20) for net in ("192.0.2", "198.51.100")]
    story.visits(range(1, 21), people, "/course/view.php?id=3")
    story.ask("10 20:00", TEACHER, f"POST {login}", 303)
    story.ask("10 20:00:01", TEACHER, f"{login}?testsession=4", 303)
    return story


def _copied(story: Story, script: str, client: str = TEACHER) -> None:
    story.ask("10 20:05", client, "POST /course/edit.php", 303)
    for minute, size in enumerate((30_000, 31_000, 33_500, 36_000)):
        story.ask(f"10 20:{10 + minute}", client, f"{script}?id={minute}", 200, size)
        story.ask(f"10 20:{20 + minute}", client, f"POST {script}", 200, size + 400)


@pytest.mark.parametrize("place", ["", "/elearning"])
def test_a_teacher_s_copy_of_a_course_is_no_tool(place: str) -> None:
    story = _school()
    _copied(story, place + COPY)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(
    "script", ["/backup/kk.php", "/uploads/backup/backup.php", "/backup/backup.php/x.php"]
)
def test_what_lies_beside_it_or_among_data_is(script: str) -> None:
    story = _school()
    _copied(story, script)
    assert story.signals(BEHAVIOUR)


def test_so_is_the_same_name_without_a_login_to_that_application() -> None:
    story = _school()
    _copied(story, COPY, "198.18.7.7")
    assert story.signals(BEHAVIOUR)
    story = _school("/wp-login.php")
    _copied(story, COPY)
    assert story.signals(BEHAVIOUR)


def test_so_is_what_was_seen_to_be_put_there_or_is_given_commands() -> None:
    story = _school()
    story.ask("10 20:02", TEACHER, f"PUT {COPY}", 201, 0)
    _copied(story, COPY)
    assert story.signals(BEHAVIOUR)
    story = _school()
    _copied(story, COPY)
    for minute, command in enumerate(("id", "whoami", "uname")):
        story.ask(f"10 20:{30 + minute}", TEACHER, f"{COPY}?x={command}", 200, 50 + 90 * minute)
    assert story.signals(BEHAVIOUR)
