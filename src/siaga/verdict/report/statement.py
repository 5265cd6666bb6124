"""The verdict in sentences: headline, what was found, what it means, what time was seen."""

from __future__ import annotations

from siaga.verdict.report.language import Words
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.overview import Overview, overview
from siaga.verdict.report.period import covered
from siaga.verdict.result import CheckResult


def headline(result: CheckResult, notation: Notation) -> str:
    """Return the verdict; "no evidence" is never said without its coverage."""
    verdict = notation.words(f"verdict.{result.verdict}")
    if result.verdict != "no_evidence":
        return verdict
    coverage = _coverage(result, notation, overview(result).share)
    return notation.words("headline.no_evidence", verdict=verdict, coverage=coverage)


def found(result: CheckResult, notation: Notation) -> str:
    """Return how many entries were found where, and the coverage with its lowest site."""
    facts, words = overview(result), notation.words
    parts = []
    if result.entries:
        parts.append(
            words(
                "headline.found",
                entries=notation.count("entry", len(result.entries)),
                entered=notation.number(facts.entered_sites),
                sites=notation.count("site", facts.sites),
            )
        )
    lowest = facts.lowest
    if lowest is not None and lowest.coverage.share < facts.share:
        at = notation.percent(lowest.coverage.share)
        lower = f" ({words('headline.lowest', coverage=at, site=lowest.site)})"
    else:
        lower = ""
    # "No evidence" has its coverage in the headline already; twice would read like two figures.
    if lowest is not None and (lower or result.verdict != "no_evidence"):
        coverage = words("headline.coverage", coverage=_coverage(result, notation, facts.share))
        parts.append(f"{coverage}{lower}.")
    return " ".join(parts)


def _coverage(result: CheckResult, notation: Notation, share: float) -> str:
    """Write a share with the days that it is a share of."""
    written, period = notation.percent(share), covered(result)
    if period is None:
        return written
    # The period ends where the next moment begins: midnight belongs to the day before it.
    begin, end = period[0], max(period[0], period[1] - 1)
    return notation.words("headline.span", coverage=written, days=notation.days(begin, end))


def meaning(result: CheckResult, words: Words) -> str:
    """Return what the verdict means for the reader, in a sentence or two."""
    return words("meaning.nothing_read" if not result.lines.total else f"meaning.{result.verdict}")


def seen(facts: Overview, notation: Notation) -> str:
    """Return the time looked at, with its length."""
    period = notation.period(facts.from_us, facts.to_us)
    if facts.from_us is None or facts.to_us is None:
        return period
    return f"{period} ({notation.duration(facts.to_us - facts.from_us)})"
