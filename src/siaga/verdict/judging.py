"""From entries and coverage to a verdict: per site, and for the whole check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siaga.findings.shape import Entry
from siaga.verdict.result import Coverage, SiteSummary, Verdict

MINIMUM_COVERAGE = 0.8
"""Coverage below which "no evidence" would say too much; an office may set its own."""


def judge_site(
    entries: Sequence[Entry],
    coverage: Coverage,
    minimum: float = MINIMUM_COVERAGE,
    *,
    doubtful: bool = False,
) -> Verdict:
    """Judge one site by its own entries and its coverage.

    `doubtful` says that the coverage can't be relied on: a log is not whole, or too short for a rhythm.
    """
    if any(entry.confidence == "confirmed" for entry in entries):
        return "entry_confirmed"
    if entries:
        return "entry_likely"
    return "no_evidence" if coverage.share >= minimum and not doubtful else "cannot_tell"


def judge_all(sites: Iterable[SiteSummary], *, doubtful: bool = False) -> Verdict:
    """Judge the whole check: the gravest site decides, and one site in the dark is enough for doubt.

    `doubtful` says that something asked for was not there to be looked at.
    """
    verdicts: set[Verdict] = {site.verdict for site in sites}
    if doubtful:
        verdicts.add("cannot_tell")
    for verdict in ("entry_confirmed", "entry_likely", "cannot_tell"):
        if verdict in verdicts:
            return verdict
    return "no_evidence" if verdicts else "cannot_tell"
