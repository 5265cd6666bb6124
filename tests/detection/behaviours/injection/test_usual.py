"""What a log says again and again is usual from when it was surely said first."""

from __future__ import annotations

import pytest

from siaga.detection.behaviours.injection.usual import DAYS, OCCASIONS, unusual_words, usual_since

DAY_US = 24 * 3_600_000_000


def _said(*days: int, what: str = "job") -> list[tuple[str, int, int]]:
    return [(what, day * DAY_US, day * DAY_US + 60) for day in days]


def test_a_job_is_usual_from_its_first_line_on() -> None:
    assert usual_since(_said(5, 6, 6, 7)) == {"job": 5 * DAY_US + 60}
    assert usual_since(_said(7, 5, 6, 6)) == {"job": 5 * DAY_US + 60}


@pytest.mark.parametrize("days", [(), (5,), (5, 6, 7), (5, 5, 5, 6, 6), (5, 5, 5, 5, 5)])
def test_too_seldom_or_on_too_few_days_is_not(days: tuple[int, ...]) -> None:
    assert len(days) < OCCASIONS or len(set(days)) < DAYS
    assert usual_since(_said(*days)) == {}


def test_a_line_whose_day_nobody_can_tell_counts_for_none() -> None:
    unknown = [("job", -(2**62), 2**62)] * OCCASIONS
    assert usual_since(unknown) == {}
    assert usual_since([*unknown, *_said(5, 6, 7)]) == {"job": 5 * DAY_US + 60}


def test_sayings_are_told_apart() -> None:
    assert set(usual_since([*_said(5, 6, 7, 8), *_said(5, 6, what="other")])) == {"job"}


def test_a_word_is_unusual_until_it_was_said_before() -> None:
    usual = {"request": 100, "kucing77": 300}
    assert unusual_words({"request", "kucing77", "sent"}, usual, 200) == ["kucing77", "sent"]
