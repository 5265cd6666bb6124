"""Accounts that fetch what belongs to hundreds of others."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story, clock

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR
from siaga.intake.rows import Outcome

BAD = "203.0.113.90"


def _citizens(count: int = 30) -> Story:
    story = Story()
    for number in range(count):
        story.tell(
            f"{number % 20 + 1:02} 04:00",
            "download",
            "success",
            user=f"warga{number}",
            client=f"198.{number}.0.1",
            application="audit",
            what=f"permohonan/{7_000 + number * 13}",
        )
    return story


def _fetch(
    story: Story, count: int, *, step: int = 1, days: int = 2, outcome: Outcome = "success", user: str = "x"
) -> Story:
    for number in range(count):
        at = clock(f"{number % days + 1:02} 16:00") + number * 2_000_000
        what = f"permohonan/{9_000 - (number // days + number % days * 300) * step}"
        story.tell(at, "download", outcome, user=user, client=BAD, application="audit", what=what)
    return story


def test_one_account_walks_along_the_numbers() -> None:
    (signal,) = _fetch(_citizens(), 120).signals(BEHAVIOUR)
    assert signal.step == "exfiltrated"
    assert signal.actor.users == ("x",)
    assert signal.actor.client_ips == (BAD,)
    assert "number after number" in signal.why
    assert "nomor demi nomor" in signal.why_id


@pytest.mark.parametrize(
    "story",
    [
        _fetch(_citizens(), 120, outcome="failure"),  # all were refused
        _fetch(_citizens(), 30),  # a few
        _fetch(_citizens(), 120, step=97),  # here and there, as work comes in
        _fetch(_citizens(), 120, days=8),  # day by day: somebody's work
        _fetch(_citizens(5), 120),  # too few others to say what is usual
    ],
)
def test_refusals_a_few_and_somebody_s_work(story: Story) -> None:
    assert story.signals(BEHAVIOUR) == []


def test_where_everybody_fetches_many_nobody_stands_out() -> None:
    story = Story()
    for number in range(25):
        _fetch(story, 60, user=f"petugas{number}")
    assert story.signals(BEHAVIOUR) == []
