"""The result of a check: fixed, comparable, empty where nothing is told, with closed lists of words."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from typing import get_args

import pytest

from siaga.verdict.result import (
    CheckResult,
    Coverage,
    Gap,
    GapCause,
    LineCounts,
    RuleSetSummary,
    SiteSummary,
    SourceSummary,
    Verdict,
)

COUNTS = LineCounts(total=10, parsed=6, unparsed=2, blank=1, headers=1, over_long=0, invalid_utf8=0)
COVERAGE = Coverage(0.0, None, None, 0, 0)
SOURCE = SourceSummary(
    "access.log",
    "kota.example",
    "access",
    "combined",
    ("access.log",),
    10,
    6,
    2,
    0,
    0,
    1,
    None,
    None,
    0.0,
    None,
)
GAP = Gap(0, 3_600_000_000, "access.log", "source_silent")
SITE = SiteSummary("kota.example", "cannot_tell", COVERAGE, (GAP,), (SOURCE,))
RULES = RuleSetSummary(rules=1, behaviours=1, digest="0" * 64)


def _result() -> CheckResult:
    return CheckResult("0", "cannot_tell", (SITE,), (), (), (), (), COUNTS, RULES)


def test_a_verdict_is_one_of_four_and_none_of_them_promises_innocence() -> None:
    assert set(get_args(Verdict)) == {"entry_confirmed", "entry_likely", "no_evidence", "cannot_tell"}


def test_every_gap_has_a_cause_with_a_name() -> None:
    causes = get_args(GapCause)
    assert len(causes) == len(set(causes))
    assert all(cause.replace("_", "").isalpha() and cause.islower() for cause in causes)
    assert GAP.cause in causes


def test_what_is_not_told_is_empty() -> None:
    result = _result()
    assert not any((result.unreadable, result.attack_hours, RULES.refused, COVERAGE.grades))
    assert not any((SOURCE.hours, SOURCE.unreadable))


def test_the_same_facts_are_the_same_result() -> None:
    assert _result() == _result()
    assert len({_result(), _result()}) == 1
    assert _result() != replace(_result(), verdict="no_evidence")


@pytest.mark.parametrize(
    "shape", [GAP, SOURCE, COVERAGE, SITE, COUNTS, RULES], ids=lambda x: type(x).__name__
)
def test_nothing_in_it_can_be_changed_afterwards(
    shape: Gap | SourceSummary | Coverage | SiteSummary | LineCounts | RuleSetSummary,
) -> None:
    for field in fields(shape):
        with pytest.raises(FrozenInstanceError):
            setattr(shape, field.name, "changed")


def test_it_holds_no_clock_host_or_folder_of_the_machine() -> None:
    names = {field.name for field in fields(CheckResult)}
    assert not names & {"now", "created", "created_at", "host", "hostname", "directory", "command"}
