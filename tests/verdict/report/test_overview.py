"""The figures of the overview are those of the result."""

from __future__ import annotations

import pytest

from siaga.verdict.report.overview import concerned, overall_share, overview, skewed

from .conftest import Sample
from .sample_parts import at


def test_a_break_in_is_summed_up(sample: Sample) -> None:
    facts = overview(sample("break_in"))
    assert (facts.sites, facts.sources, facts.files, facts.gaps) == (3, 5, 15, 3)
    assert (facts.confirmed, facts.likely, facts.entered_sites) == (1, 1, 2)
    assert (facts.from_us, facts.to_us) == (at(1), at(23))
    assert facts.lowest is not None
    assert facts.lowest.site == "arsip-contoh.example"
    assert facts.attempt_lines == 8_746


def test_coverage_is_weighed_by_the_hours_expected(sample: Sample) -> None:
    share = overall_share(sample("break_in").sites)
    assert share == pytest.approx((0.934 * 528 + 1.0 * 528 + 0.41 * 144) / 1200)


def test_nothing_read_has_no_coverage(sample: Sample) -> None:
    facts = overview(sample("empty"))
    assert (facts.share, facts.lowest, facts.from_us) == (0.0, None, None)


def test_sites_that_need_a_look_come_first(sample: Sample) -> None:
    order = [site.verdict for site in concerned(sample("break_in").sites)]
    assert order == ["entry_confirmed", "entry_likely", "cannot_tell"]
    quiet = concerned(sample("huge").sites)[40:]
    assert [site.coverage.share for site in quiet] == sorted(site.coverage.share for site in quiet)


def test_clocks_that_are_off_are_named(sample: Sample) -> None:
    sites = sample("break_in").sites
    assert [one.kind for one in skewed(sites)] == ["error", "auth"]
    assert [one.kind for one in skewed(sites, 60.0)] == ["auth"]
