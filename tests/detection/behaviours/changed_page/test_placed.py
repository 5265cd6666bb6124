"""Pages that a stranger put on the site, and files that people put there as their work."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.changed_page.placed import BEHAVIOUR

BAD = "203.0.113.201"
PAGE = "/retas.html"


def _placed(status: int = 201, user: str = "-", method: str = "PUT") -> Story:
    story = Story()
    story.ask("10 03:00", BAD, f"{method} {PAGE}", status, 0, user=user)
    return story


@pytest.mark.parametrize("method", ["PUT", "MOVE", "COPY"])
def test_a_page_that_was_placed_and_then_served(method: str) -> None:
    story = _placed(method=method)
    story.ask("10 03:02", BAD, PAGE, 200, 2_300, families=("scanner",))
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.step == "entered"
    assert signal.actor.client_ips == (BAD,)
    assert {"upload", "after"} <= {witness.role for witness in signal.witnesses}
    assert PAGE in signal.why
    assert PAGE in signal.why_id


@pytest.mark.parametrize("status", [401, 403, 404, 405, 500])
def test_a_refused_placement(status: int) -> None:
    story = _placed(status)
    story.ask("10 03:02", BAD, PAGE, 200, 2_300, families=("scanner",))
    assert story.signals(BEHAVIOUR) == []


def test_what_was_never_served_did_not_change_the_site() -> None:
    story = _placed()
    story.ask("10 03:02", BAD, PAGE, 404, 900, families=("scanner",))
    assert story.signals(BEHAVIOUR) == []


def test_a_user_with_a_name_places_files_by_right() -> None:
    story = _placed(user="siti")
    story.ask("10 03:02", BAD, PAGE, 200, 2_300, families=("scanner",))
    assert story.signals(BEHAVIOUR) == []


def test_a_network_that_places_files_day_after_day_works_there() -> None:
    story = _placed()
    for day in (5, 6, 7):
        story.ask(f"{day:02} 03:00", BAD, f"PUT /arsip/{day}.html", 201, 0)
    story.ask("10 03:02", BAD, PAGE, 200, 2_300, families=("scanner",))
    assert story.signals(BEHAVIOUR) == []
