"""A login at one of many doors that were all tried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.detection.behaviours.sign_in_story import sign_in
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR
from siaga.detection.scene.estate import Estate
from siaga.detection.scene.sessions import GENERIC, SignIn
from siaga.findings.shape import Signal

STAFF, BAD = "192.0.2.140", "203.0.113.77"


@pytest.mark.parametrize(("others", "found"), [(8, True), (2, False)])
def test_whoever_was_refused_on_many_other_sites_is_no_colleague(others: int, found: bool) -> None:
    story = Story()
    for day in range(1, 10):
        sign_in(story, f"{day:02} 08:3{day}", STAFF)
    sign_in(story, "12 02:10", BAD, linked=False)
    estate = Estate()
    refused = {BAD: [SignIn(story.moves()[0], GENERIC, succeeded=False)]}
    for number in range(others):
        estate.add(f"desa{number}.example", lambda: refused)
    entered = {BAD: [SignIn(story.moves()[0], GENERIC, succeeded=True)]}
    estate.add("kota.example", lambda: entered)
    signals = [
        seen for seen in BEHAVIOUR.look(replace(story.scene(), estate=estate)) if isinstance(seen, Signal)
    ]
    assert bool(signals) == found
