"""Only what happened in the time asked about judges it; the rest is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.rows import NO_TIME
from siaga.verdict.check.window import by_window, overlaps
from siaga.verdict.coverage.measure import Window
from siaga.verdict.result import CheckResult

from .entries import cited, entry
from .logs import START, intrusion, text, visitors

TIMES = st.integers(0, 30)


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [(0, 9, False), (0, 10, True), (12, 13, True), (0, 99, True), (20, 25, True), (21, 25, False)],
)
def test_an_entry_counts_when_it_overlaps_the_window(first: int, last: int, *, inside: bool) -> None:
    assert overlaps(entry(first, last), Window(10, 20)) == inside


def test_an_entry_without_a_time_may_have_been_then() -> None:
    assert overlaps(entry(NO_TIME, NO_TIME), Window(10, 20))


def test_what_lies_outside_is_told_with_its_lines_in_both_languages() -> None:
    inside, notices = by_window([entry(1, 2, cited(7)), entry(12, 13)], Window(10, None))
    assert [each.first_seen_us for each in inside] == [12]
    (told,) = notices
    assert told.text == "outside the time asked about: Why."
    assert told.text_id == "di luar waktu yang ditanyakan: Sebab."
    assert told.witnesses == (cited(7),)


@given(spans=st.lists(st.tuples(TIMES, TIMES).map(sorted)), window=st.tuples(TIMES, TIMES).map(sorted))
def test_no_entry_is_lost(spans: list[list[int]], window: list[int]) -> None:
    inside, notices = by_window([entry(a, b) for a, b in spans], Window(*window))
    assert len(inside) + len(notices) == len(spans)
    assert by_window([entry(a, b) for a, b in spans], Window())[1] == []


def test_the_verdict_is_about_the_window(
    lay: Callable[[dict[str, bytes]], None], check: Callable[..., CheckResult]
) -> None:
    lay({"kota.example/access.log": text(visitors(6), intrusion(1))})

    def asked(first_day: int, last_day: int) -> CheckResult:
        days = (START + timedelta(days=day) for day in (first_day, last_day))
        return check("kota.example", window=Window(*(round(day.timestamp() * 1_000_000) for day in days)))

    assert asked(0, 3).verdict == "entry_confirmed"
    after = asked(3, 6)
    assert (after.verdict, after.entries) == ("no_evidence", ())
    assert after.sites[0].verdict == "no_evidence"
    (told,) = [notice for notice in after.notices if "outside the time asked about" in notice.text]
    assert any("kk.php" in line.text for line in told.witnesses)
