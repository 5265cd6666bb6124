"""A few strange networks are asked after one by one, many in one sentence that names the strangest."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.sign_in_story import sign_in
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR
from siaga.detection.behaviours.privileged_session.strange import FEW

STAFF = "192.0.2.140"


def story_of(strangers: int, *, odd: str = "") -> Story:
    """Return an office's week, then as many sign-ins from networks of their own; `odd` comes at night."""
    story = Story()
    for day in range(1, 9):
        sign_in(story, f"{day:02} 08:30", STAFF)
    for number in range(strangers):
        sign_in(story, f"09 09:{number:02}", f"203.{number}.113.7")
    if odd:
        sign_in(story, "10 02:10", odd)
    return story


@pytest.mark.parametrize("count", [1, FEW])
def test_few_are_named_one_by_one(count: int) -> None:
    told = story_of(count).notices(BEHAVIOUR)
    assert [f"203.{number}.113.7" in notice.text for number, notice in enumerate(told)] == [True] * count


def test_many_are_told_together_and_the_strangest_first() -> None:
    (told,) = story_of(30, odd="198.51.100.9").notices(BEHAVIOUR)
    assert "31 networks" in told.text
    assert "31 jaringan" in told.text_id
    assert told.text.index("198.51.100.9") < told.text.index("203.")
    assert [witness.role for witness in told.witnesses] == ["session"] * 3


def test_one_network_that_comes_often_is_one() -> None:
    story = story_of(0)
    for minute in range(9):
        sign_in(story, f"09 09:{minute:02}", "203.0.113.7")
    assert len(story.notices(BEHAVIOUR)) == 1
