"""Minutes: told when they are over, with what was sealed in between; those that nobody told are named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from siaga.foundation.clock import US_PER_MINUTE
from siaga.vault.actions.interval import write_interval
from siaga.vault.actions.session import Session
from siaga.vault.actions.verify import verify
from siaga.vault.leaves.interval import IntervalLeaf
from siaga.vault.leaves.segment import SegmentLeaf, Stored
from siaga.vault.verifying.result import Check, State

from ..conftest import Desk


def _looked(desk: Desk) -> Check:
    return verify(desk.storage, now_us=desk.now_us).check("intervals")


def _minute(desk: Desk, session: Session) -> None:
    desk.now_us += US_PER_MINUTE
    write_interval(session, desk.now_us)


def _segment(session: Session) -> None:
    stored = Stored(b"\1" * 32, 10)
    session.append(
        lambda at: SegmentLeaf(at.at_us, "n1", stored, stored, 1, b"\2" * 32, 5, 90, (), (), None, None)
    )


def _claim(desk: Desk, **changes: Any) -> Check:
    """Return what is said of a minute that is told otherwise than it was."""
    with desk.open() as session:
        desk.now_us += US_PER_MINUTE
        to_us = desk.now_us // US_PER_MINUTE * US_PER_MINUTE
        true = IntervalLeaf(desk.now_us, to_us - US_PER_MINUTE, to_us, 0, 0, (), 0)
        session.log.append([replace(true, **changes)])
    return _looked(desk)


def test_minutes_in_a_row_are_as_they_must_be(desk: Desk) -> None:
    with desk.open() as session:
        for _ in range(3):
            _segment(session)
            _minute(desk, session)
    found = _looked(desk)
    assert (found.state, found.looked, found.told) == (State.OK, 3, ())


def test_a_vault_without_minutes_says_so(desk: Desk) -> None:
    assert [each.words.en for each in _looked(desk).told] == ["no minutes: the vault is filled by hand"]


def test_silent_minutes_are_told_in_words(desk: Desk) -> None:
    with desk.open() as session:
        _minute(desk, session)
        desk.now_us += 7 * US_PER_MINUTE
        _minute(desk, session)
    found = _looked(desk)
    assert [each.detail for each in found.told] == [
        "7 min, 2026-06-15 00:01:00 UTC - 2026-06-15 00:08:00 UTC"
    ]
    assert found.state is State.OK
    desk.now_us += 3600 * 1_000_000
    assert [each.detail.split(",")[0] for each in _looked(desk).told] == ["7 min", "60 min"]


def test_what_was_sealed_under_a_clock_set_back_counts_where_it_stands(desk: Desk) -> None:
    """Its leaf has the time of the one before: a count by time would miss it."""
    with desk.open() as session:
        _minute(desk, session)
        desk.now_us -= US_PER_MINUTE
        _segment(session)
        desk.now_us += 2 * US_PER_MINUTE
        write_interval(session, desk.now_us)
    assert _looked(desk).wrong == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"segments": 1}, "its counts are not what was sealed in between"),
        ({"lines": 3}, "its counts are not what was sealed in between"),
        ({"witnessed_size": 99}, "names a witnessed tree that was not there yet"),
        ({"gaps": (0,)}, "names a gap that is none"),
    ],
)
def test_a_claim_that_the_log_belies_is_wrong(desk: Desk, changes: dict[str, Any], said: str) -> None:
    found = _claim(desk, **changes)
    assert [(each.place, each.words.en) for each in found.wrong] == [("leaf 3", said)]


def test_minutes_of_another_time_are_wrong(desk: Desk) -> None:
    start = desk.now_us // US_PER_MINUTE * US_PER_MINUTE
    old = _claim(desk, from_us=start - 60 * US_PER_MINUTE, to_us=start - 59 * US_PER_MINUTE)
    assert [each.words.en for each in old.wrong] == ["claims a time long before it was sealed"]
    long = _claim(desk, from_us=start - US_PER_MINUTE)
    assert "is no minute" in [each.words.en for each in long.wrong]
    early = _claim(desk, to_us=desk.now_us + 2 * US_PER_MINUTE, from_us=desk.now_us + US_PER_MINUTE)
    assert "claims a time that was not over yet" in [each.words.en for each in early.wrong]
    again = _claim(desk, from_us=start, to_us=start + US_PER_MINUTE)
    assert "overlaps with the minute ahead of it" in [each.words.en for each in again.wrong]
