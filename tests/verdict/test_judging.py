"""The gravest site decides, and too little coverage never becomes "no evidence"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.findings.shape import Actor, Confidence, Entry
from siaga.verdict.judging import MINIMUM_COVERAGE, judge_all, judge_site
from siaga.verdict.result import Coverage, SiteSummary, Verdict

VERDICTS: tuple[Verdict, ...] = ("entry_confirmed", "entry_likely", "cannot_tell", "no_evidence")


def entry(confidence: Confidence) -> Entry:
    return Entry("kota.example", "entered", confidence, "web_shell", Actor(("192.0.2.7",)), 0, 1, "", "", ())


def coverage(share: float) -> Coverage:
    return Coverage(share, 0, 1, 1, 1)


def site(verdict: Verdict) -> SiteSummary:
    return SiteSummary("kota.example", verdict, coverage(1.0), (), ())


@pytest.mark.parametrize(
    ("confidences", "share", "verdict"),
    [
        ([], 1.0, "no_evidence"),
        ([], MINIMUM_COVERAGE, "no_evidence"),
        ([], MINIMUM_COVERAGE - 0.001, "cannot_tell"),
        ([], 0.0, "cannot_tell"),
        (["likely"], 1.0, "entry_likely"),
        (["likely"], 0.0, "entry_likely"),
        (["likely", "confirmed"], 0.0, "entry_confirmed"),
        (["confirmed", "likely"], 1.0, "entry_confirmed"),
    ],
)
def test_a_site_is_judged_by_entries_then_coverage(
    confidences: list[Confidence], share: float, verdict: Verdict
) -> None:
    assert judge_site([entry(sure) for sure in confidences], coverage(share)) == verdict


def test_an_office_may_ask_for_more_coverage() -> None:
    assert judge_site([], coverage(0.9), minimum=0.95) == "cannot_tell"
    assert judge_site([], coverage(0.3), minimum=0.2) == "no_evidence"


@given(verdicts=st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=6))
def test_the_gravest_site_decides(verdicts: list[Verdict]) -> None:
    assert judge_all(site(each) for each in verdicts) == min(verdicts, key=VERDICTS.index)


def test_nothing_looked_at_nothing_told() -> None:
    assert judge_all([]) == "cannot_tell"


def test_coverage_that_cannot_be_relied_on_is_no_proof_but_entries_count() -> None:
    assert judge_site([], coverage(1.0), doubtful=True) == "cannot_tell"
    assert judge_site([entry("likely")], coverage(1.0), doubtful=True) == "entry_likely"


def test_what_was_asked_for_and_is_not_there_leaves_doubt_over_the_whole() -> None:
    assert judge_all([site("no_evidence")], doubtful=True) == "cannot_tell"
    assert judge_all([site("entry_likely")], doubtful=True) == "entry_likely"
