"""Buckets begin at round local times, keep every line, and stay few however far dates lie apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.verdict.report.buckets import series, source_series
from siaga.verdict.report.moments import DAY_US, HOUR_US, UTC_ZONE, WIB, Zone
from siaga.verdict.result import CheckResult, Coverage

from .conftest import Sample
from .sample_parts import at


@pytest.mark.parametrize("zone", [WIB, UTC_ZONE, Zone("UTC+05:30", 330)])
def test_no_line_and_no_attempt_is_lost(every_sample: CheckResult, zone: Zone) -> None:
    drawn = series(every_sample, zone, 60)
    if drawn is None:
        assert not every_sample.sites
        return
    lines = sum(lines for site in every_sample.sites for one in site.sources for _, lines in one.hours)
    assert sum(bucket.lines for bucket in drawn.buckets) + drawn.outside == lines
    attacks = sum(lines for _, _, lines in every_sample.attack_hours)
    assert sum(bucket.attacks for bucket in drawn.buckets) == attacks
    assert len(drawn.buckets) <= 60
    assert all(
        (bucket.start_us + zone.offset_minutes * 60_000_000) % drawn.step_us == 0 for bucket in drawn.buckets
    )


def test_gaps_and_entries_stand_where_they_happened(sample: Sample) -> None:
    drawn = series(sample("break_in"), WIB, 45)
    assert drawn is not None
    assert drawn.step_us == 12 * HOUR_US
    entered = [bucket for bucket in drawn.buckets if bucket.entries]
    assert [(bucket.start_us, bucket.entries) for bucket in entered] == [(at(20, 17), (0, 1))]
    missing = [bucket.start_us for bucket in drawn.buckets if bucket.gap]
    assert at(12, 5) in missing
    assert at(9, 5) not in missing


def test_a_source_is_laid_over_the_buckets_of_the_whole(sample: Sample) -> None:
    result = sample("break_in")
    span = series(result, WIB, 45)
    assert span is not None
    site = result.sites[2]
    own = source_series(site.sources[0], site.gaps, span)
    assert [bucket.start_us for bucket in own.buckets] == [bucket.start_us for bucket in span.buckets]
    assert not own.buckets[0].gap
    assert own.buckets[-1].gap


def test_dates_far_apart_still_fit(sample: Sample) -> None:
    result = sample("clean")
    wide = Coverage(0.5, 0, at(11), 1, 2)
    stretched = replace(result, sites=(replace(result.sites[0], coverage=wide),))
    drawn = series(stretched, WIB, 60)
    assert drawn is not None
    assert len(drawn.buckets) <= 60
    assert drawn.step_us % DAY_US == 0
    assert drawn.outside == 0


def test_a_stray_date_does_not_press_the_rest_into_one_column(sample: Sample) -> None:
    result = sample("clean")
    site = result.sites[0]
    source = replace(site.sources[0], hours=((0, 1), *site.sources[0].hours))
    drawn = series(replace(result, sites=(replace(site, sources=(source,)),)), WIB, 60)
    assert drawn is not None
    assert drawn.step_us == 6 * HOUR_US
    assert drawn.outside == 1


def test_a_source_of_another_year_is_drawn_with_its_entry(sample: Sample) -> None:
    result = sample("break_in")
    early = replace(result.entries[0], first_seen_us=at(1, month=3), last_seen_us=at(1, 1, month=3))
    drawn = series(replace(result, entries=(early,)), WIB, 60)
    assert drawn is not None
    assert drawn.buckets[0].entries == (0,)


def test_nothing_with_a_time_draws_nothing(sample: Sample) -> None:
    assert series(sample("empty"), WIB, 60) is None
