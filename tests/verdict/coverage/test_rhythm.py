"""A silence is a gap against the source's own rhythm only."""

from __future__ import annotations

import random

import pytest

from siaga.verdict.coverage.rhythm import Silence, gaps
from siaga.verdict.coverage.trace import HOUR_US, MINUTE_US

from .sources import DAY_US, MONDAY_US, office, steady, tally, without


def silences(
    times: list[int], from_us: int | None = None, to_us: int | None = None
) -> list[tuple[float, float]]:
    """Return gaps as (hours since Monday, length in hours)."""
    found = gaps(tally(times).trace, from_us=from_us, to_us=to_us)
    start = MONDAY_US // MINUTE_US
    return [((gap.from_minute - start) / 60, gap.minutes / 60) for gap in found]


@pytest.mark.parametrize(
    "times", [steady(10), steady(10, 0.5), steady(40, 17), steady(1), steady(0.1), office(20), office(8)]
)
def test_a_source_that_keeps_its_rhythm_has_no_gap(times: list[int]) -> None:
    assert silences(times) == []


def test_a_silent_day_is_found_with_its_bounds() -> None:
    day = MONDAY_US + 4 * DAY_US
    ((start, hours),) = silences(without(steady(10), day, day + DAY_US))
    assert start == pytest.approx(4 * 24, abs=0.1)
    assert hours == pytest.approx(24, abs=0.1)


def test_a_silent_office_day_is_found_and_its_nights_are_not() -> None:
    day = MONDAY_US + 9 * DAY_US
    ((start, hours),) = silences(without(office(20), day, day + DAY_US))
    assert (9 - 1) * 24 + 16 < start <= 9 * 24
    assert hours == pytest.approx(24 + 14, abs=0.2)


def working_days(days: int, every_minutes: int = 2) -> list[int]:
    """Return times of an office site that nobody asks for on Saturday and Sunday."""
    return [at for at in office(days, every_minutes) if (at - MONDAY_US) // DAY_US % 7 < 5]


@pytest.mark.parametrize("days", [21, 28, 35])
def test_quiet_week_ends_are_the_rhythm_of_an_office(days: int) -> None:
    assert silences(working_days(days)) == []


def test_a_silent_working_day_is_found_beside_quiet_week_ends() -> None:
    day = MONDAY_US + 9 * DAY_US
    ((_, hours),) = silences(without(working_days(21), day, day + DAY_US))
    assert hours == pytest.approx(24 + 14, abs=0.2)


def test_two_silent_hours_of_a_busy_site_are_found() -> None:
    times = without(steady(10, 0.5), MONDAY_US + 50 * HOUR_US, MONDAY_US + 52 * HOUR_US)
    ((start, hours),) = silences(times)
    assert [start, hours] == pytest.approx([50, 2], abs=0.1)


def test_a_pause_shorter_than_half_an_hour_is_never_a_gap() -> None:
    times = without(steady(10, 0.1), MONDAY_US + 50 * HOUR_US, MONDAY_US + 50 * HOUR_US + 29 * MINUTE_US)
    assert silences(times) == []


def test_a_rare_visitor_owes_no_lines() -> None:
    """A line every seven hours: a day without one says nothing."""
    times = without(steady(30, 7 * 60), MONDAY_US + 10 * DAY_US, MONDAY_US + 11 * DAY_US)
    assert silences(times) == []


def test_bursts_do_not_make_the_quiet_between_them_a_gap() -> None:
    dice = random.Random(4)
    times = [
        MONDAY_US + day * DAY_US + round(dice.random() * 6 * HOUR_US) for day in range(20) for _ in range(400)
    ]
    assert silences(sorted(times)) == []


def test_a_burst_does_not_hide_a_silent_day() -> None:
    day = MONDAY_US + 4 * DAY_US
    burst = [MONDAY_US + DAY_US + number * 1_000 for number in range(50_000)]
    ((start, hours),) = silences(sorted([*without(steady(10, 5), day, day + DAY_US), *burst]))
    assert [start, hours] == pytest.approx([96, 24], abs=0.2)


@pytest.mark.parametrize("span", [0.1, 0.25, 1, 10])
def test_a_window_wider_than_the_log_is_a_gap_on_both_sides(span: float) -> None:
    start, end = MONDAY_US - DAY_US, MONDAY_US + round((span + 1) * DAY_US)
    before, after = silences(steady(span), start, end)
    assert [*before, *after] == pytest.approx([-24, 24, span * 24, 24], abs=0.1)


def test_a_window_inside_the_log_adds_nothing() -> None:
    assert silences(steady(10), MONDAY_US + DAY_US, MONDAY_US + 2 * DAY_US) == []


@pytest.mark.parametrize("side", [-1, 1])
def test_a_window_beside_the_log_is_silent_all_through(side: int) -> None:
    start = MONDAY_US + (20 if side > 0 else -20) * DAY_US
    (gap,) = gaps(tally(steady(10)).trace, from_us=start, to_us=start + DAY_US)
    assert gap.from_minute * MINUTE_US <= start
    assert gap.to_minute * MINUTE_US >= start + DAY_US


def test_one_line_alone_has_no_rhythm_and_a_month_around_it_is_silent() -> None:
    assert silences([MONDAY_US]) == []
    assert len(silences([MONDAY_US], MONDAY_US - 30 * DAY_US, MONDAY_US + 30 * DAY_US)) == 2


def test_no_lines_no_silences() -> None:
    assert gaps(tally([]).trace, from_us=MONDAY_US, to_us=MONDAY_US + DAY_US) == []


def test_a_clock_put_forward_by_an_hour_loses_at_most_that_hour() -> None:
    change = MONDAY_US + 6 * DAY_US + 2 * HOUR_US
    times = [at if at < change else at + HOUR_US for at in steady(12)]
    assert sum(hours for _, hours in silences(times)) <= 1.1


def test_a_clock_put_back_by_an_hour_loses_nothing() -> None:
    change = MONDAY_US + 6 * DAY_US + 3 * HOUR_US
    assert silences([at if at < change else at - HOUR_US for at in steady(12)]) == []


@pytest.mark.parametrize(("first_hour", "hours", "due"), [(0, 24, 300), (7, 10, 300), (12, 5, 150)])
def test_lines_due_follow_the_hours_of_the_day(first_hour: int, hours: int, due: int) -> None:
    start = MONDAY_US + 9 * DAY_US + first_hour * HOUR_US
    (gap,) = gaps(tally(without(office(20), start, start + hours * HOUR_US)).trace)
    assert gap.expected == pytest.approx(due, abs=2)


def test_a_silence_has_a_length() -> None:
    assert Silence(10, 70, 12.0).minutes == 60
