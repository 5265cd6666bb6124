"""The period looked at holds all sources, but not a stray date."""

from __future__ import annotations

from siaga.verdict.report.moments import HOUR_US
from siaga.verdict.report.period import around, bulk, covered, looked_at

from .conftest import Sample
from .sample_parts import at


def test_the_period_holds_every_site(sample: Sample) -> None:
    assert looked_at(sample("break_in")) == (at(1), at(23))
    assert looked_at(sample("empty")) == (None, None)


def test_one_line_in_a_thousand_may_be_astray() -> None:
    hours = [(0, 1), (at(1), 999), (at(2), 1_000), (at(9), 1), (-(2**63), 50)]
    assert bulk(hours) == (at(1), at(2) + HOUR_US)
    assert bulk([(at(1), 1)]) == (at(1), at(1) + HOUR_US)
    assert bulk([]) == (None, None)


def test_what_is_not_known_is_left_out() -> None:
    assert around([(None, 5), (3, 4), (-(2**63), 9)]) == (3, 4)
    assert around([(None, None)]) is None


def test_coverage_has_a_period_where_something_was_measured(sample: Sample) -> None:
    assert covered(sample("break_in")) == (at(1), at(23))
    assert covered(sample("empty")) is None
