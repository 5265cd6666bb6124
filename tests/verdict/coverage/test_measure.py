"""A site's coverage and its gaps, each with its cause."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.intake.reading.missing import MissingRotation
from siaga.verdict.coverage.measure import Window, is_thin, is_torn, measure, source_gaps, summarise
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import HOUR_US, MINUTE_US, Times
from siaga.verdict.result import Coverage, Gap

from .sources import DAY_US, MONDAY_US, office, steady, tally, without

ALWAYS = Window()


def covered(*tallies: SourceTally, window: Window = ALWAYS) -> Coverage:
    found = [gap for each in tallies for gap in source_gaps(each, window, [])]
    return measure(tallies, found, window)


def test_a_steady_source_is_covered_whole() -> None:
    source = tally(steady(7))
    assert source_gaps(source, ALWAYS, []) == []
    seen = covered(source)
    assert seen.share == 1.0
    assert (seen.from_us, seen.to_us) == (MONDAY_US, steady(7)[-1])
    assert seen.hours_seen == seen.hours_expected == 7 * 24
    assert dict(seen.grades) == {"C": 1.0, "X": 0.0}


def test_an_office_site_is_covered_through_its_nights() -> None:
    assert covered(tally(office(14))).share == 1.0


def test_a_silent_day_in_ten_costs_a_tenth() -> None:
    source = tally(without(steady(10), MONDAY_US + 4 * DAY_US, MONDAY_US + 5 * DAY_US))
    (gap,) = source_gaps(source, ALWAYS, [])
    assert (gap.source, gap.cause) == ("access.log", "source_silent")
    assert abs(gap.from_us - (MONDAY_US + 4 * DAY_US)) <= 3 * MINUTE_US
    assert abs(gap.to_us - (MONDAY_US + 5 * DAY_US)) <= 3 * MINUTE_US
    assert covered(source).share == pytest.approx(0.9, abs=0.001)


def test_what_could_not_be_read_is_named_as_the_cause() -> None:
    source = tally(without(steady(10), MONDAY_US + 4 * DAY_US, MONDAY_US + 5 * DAY_US))
    source.unreadable.append("access.log.3.gz: cut short")
    assert [gap.cause for gap in source_gaps(source, ALWAYS, [])] == ["unreadable"]


def rotated() -> SourceTally:
    source = SourceTally("access.log", "access")
    for file, start in (("access.log.3", 0), ("access.log.1", 2), ("access.log", 3)):
        times = steady(1, start_us=MONDAY_US + start * DAY_US)
        source.add_file(file)
        source.add_times(file, Times.of(np.arange(1, len(times) + 1), np.array(times, np.int64)))
        source.parsed += len(times)
    return source


def test_a_missing_rotation_is_bounded_by_its_neighbours_and_told_once() -> None:
    source = rotated()
    missing = MissingRotation("access.log", "access.log.2", 1, "access.log.3", "access.log.1")
    (gap,) = source_gaps(source, ALWAYS, [missing])
    assert gap == Gap(
        MONDAY_US + DAY_US - 2 * MINUTE_US, MONDAY_US + 2 * DAY_US, "access.log", "rotation_missing"
    )
    assert measure([source], [gap], ALWAYS).share == pytest.approx(0.75, abs=0.002)


@pytest.mark.parametrize(
    ("after", "before"),
    [("", "access.log.1"), ("access.log.3", ""), ("access.log.1", "access.log.3"), ("x", "y")],
)
def test_a_missing_rotation_without_bounds_is_left_to_the_rhythm(after: str, before: str) -> None:
    found = source_gaps(rotated(), ALWAYS, [MissingRotation("access.log", "x", 1, after, before)])
    assert [gap.cause for gap in found] == ["source_silent"]


@pytest.mark.parametrize(
    ("kind", "gaps"), [("access", 1), ("auth", 1), ("error", 0), ("ftp", 0), ("audit", 0), ("unknown", 0)]
)
def test_only_kinds_that_speak_all_the_time_owe_lines(kind: str, gaps: int) -> None:
    source = tally(without(steady(10), MONDAY_US + 4 * DAY_US, MONDAY_US + 5 * DAY_US), kind=kind)
    assert len(source_gaps(source, ALWAYS, [])) == gaps


def test_time_running_backwards_is_a_gap_of_its_own_and_costs_no_coverage() -> None:
    change = MONDAY_US + 26 * HOUR_US
    source = tally([at if at < change else at - HOUR_US for at in steady(3)])
    (gap,) = source_gaps(source, ALWAYS, [])
    assert gap.cause == "clock_backwards"
    assert (gap.from_us, gap.to_us) == (change - HOUR_US, change - 2 * MINUTE_US)
    assert covered(source).share == 1.0


@pytest.mark.parametrize(
    ("window", "share"),
    [
        (Window(MONDAY_US - 3 * DAY_US, None), 0.5),
        (Window(None, MONDAY_US + 6 * DAY_US), 0.5),
        (Window(MONDAY_US - DAY_US, MONDAY_US + 5 * DAY_US), 0.5),
        (Window(MONDAY_US + DAY_US, MONDAY_US + 2 * DAY_US), 1.0),
        (Window(MONDAY_US - 5 * DAY_US, MONDAY_US - 4 * DAY_US), 0.0),
        (Window(MONDAY_US + 9 * DAY_US, MONDAY_US + 10 * DAY_US), 0.0),
        (Window(MONDAY_US + 9 * DAY_US, None), 0.0),
        (Window(None, MONDAY_US - 9 * DAY_US), 0.0),
    ],
)
def test_a_window_asks_for_what_the_log_may_not_have(window: Window, share: float) -> None:
    seen = covered(tally(steady(3)), window=window)
    assert seen.share == pytest.approx(share, abs=0.003)
    assert window.from_us in (None, seen.from_us)
    assert window.to_us in (None, seen.to_us)


def test_a_few_hours_of_log_do_not_cover_the_day_asked_about() -> None:
    afternoon = steady(0.25, start_us=MONDAY_US + 12 * HOUR_US)
    seen = covered(tally(afternoon), window=Window(MONDAY_US, MONDAY_US + DAY_US))
    assert seen.share == pytest.approx(0.25, abs=0.01)
    assert (seen.hours_seen, seen.hours_expected) == (6, 24)


def test_two_sources_share_the_site() -> None:
    day = MONDAY_US + 4 * DAY_US
    one, two = tally(without(steady(10), day, day + DAY_US), "a.log"), tally(steady(10), "b.log")
    assert covered(one, two).share == pytest.approx(0.95, abs=0.001)


def test_only_access_logs_count_where_there_are_any() -> None:
    day = MONDAY_US + 4 * DAY_US
    auth = tally(without(steady(10), day, day + DAY_US), "auth.log", "auth")
    assert covered(tally(steady(10)), auth).share == 1.0
    assert covered(auth).share == pytest.approx(0.9, abs=0.001)


def test_lines_that_could_not_be_read_cost_their_share() -> None:
    source = tally(steady(7))
    source.unparsed = source.parsed // 3
    assert covered(source).share == pytest.approx(0.75, abs=0.001)


def test_a_site_without_a_timed_line_is_not_covered() -> None:
    asked = Window(MONDAY_US, MONDAY_US + DAY_US)
    seen = measure([SourceTally("a.log", "access")], [], asked)
    assert (seen.share, seen.hours_seen, seen.hours_expected) == (0.0, 0, 24)
    assert measure([], [], ALWAYS) == Coverage(0.0, None, None, 0, 0, (("X", 1.0),))


def test_a_single_line_is_one_minute() -> None:
    seen = covered(tally([MONDAY_US]))
    assert (seen.from_us, seen.to_us, seen.hours_seen, seen.hours_expected) == (
        MONDAY_US,
        MONDAY_US + MINUTE_US,
        1,
        1,
    )
    assert seen.share == 1.0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    minutes=st.lists(st.integers(-5_000, 20_000), max_size=60),
    sides=st.tuples(*[st.one_of(st.none(), st.integers(-9_000, 30_000))] * 2),
)
def test_shares_stay_between_nothing_and_all(
    minutes: list[int], sides: tuple[int | None, int | None]
) -> None:
    start, end = (None if side is None else MONDAY_US + side * MINUTE_US for side in sides)
    if start is not None and end is not None:
        start, end = min(start, end), max(start, end)
    source = tally([MONDAY_US + minute * MINUTE_US for minute in minutes])
    window = Window(start, end)
    seen = covered(source, window=window)
    assert 0.0 <= seen.share <= 1.0
    assert sum(share for _, share in seen.grades) == pytest.approx(1.0)
    assert 0.0 <= summarise(source, source_gaps(source, window, []), None).coverage <= 1.0


def test_a_source_is_summed_up() -> None:
    source = tally(without(steady(10), MONDAY_US + 4 * DAY_US, MONDAY_US + 5 * DAY_US))
    source.sites, source.unparsed, source.blank, source.format = {"b.example", "a.example"}, 3, 2, "combined"
    told = summarise(source, source_gaps(source, ALWAYS, []), 25_200.0)
    assert (told.name, told.site, told.kind, told.format) == (
        "access.log",
        "a.example, b.example",
        "access",
        "combined",
    )
    assert (told.parsed, told.unparsed, told.blank, told.files) == (source.parsed, 3, 2, ("access.log",))
    assert (told.first_seen_us, told.last_seen_us) == (MONDAY_US, steady(10)[-1])
    assert told.coverage == pytest.approx(0.9, abs=0.001)
    assert told.clock_skew_seconds == 25_200.0
    assert sum(count for _, count in told.hours) == source.parsed
    others = [Gap(MONDAY_US, MONDAY_US + 5 * DAY_US, "other.log", "source_silent")]
    assert summarise(source, others, None).coverage == 1.0


def test_a_source_without_times_has_no_coverage() -> None:
    told = summarise(tally([]), [], None)
    assert (told.coverage, told.first_seen_us, told.hours) == (0.0, None, ())


@pytest.mark.parametrize(
    ("times", "thin"),
    [
        (steady(2, 30), ()),
        (steady(1, 60), ("too few lines",)),
        (steady(1, 1)[:170], ("too short a span",)),
        (steady(1, 1)[:181], ()),
    ],
)
def test_a_short_access_log_teaches_no_rhythm(times: list[int], thin: tuple[str, ...]) -> None:
    assert is_thin([tally(times)]) == bool(thin)
    assert not is_thin([tally(times), tally(steady(5), "b.log", file="b.log")])
    assert not is_thin([tally(times, kind="auth")])


def test_coverage_is_torn_only_by_what_it_counts_on() -> None:
    access, error = tally(steady(5)), tally(steady(5), "error.log", "error", "error.log")
    assert not is_torn([access, error])
    error.unreadable.append("error.log")
    assert not is_torn([access, error])
    assert is_torn([error])
    access.unreadable.append("access.log")
    assert is_torn([access, error])
    unread = SourceTally("archive.zip", unreadable=["archive.zip"])
    assert is_torn([tally(steady(5)), unread])
