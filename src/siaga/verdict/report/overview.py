"""The overview: what was looked at, how much of it was seen, and what was found, as plain figures."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.verdict.report.period import looked_at
from siaga.verdict.result import CheckResult, SiteSummary, SourceSummary


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of the whole check; `share` (0.0 to 1.0) weighs each site by the hours expected of it."""

    sites: int
    sources: int
    files: int
    lines: int
    from_us: int | None
    to_us: int | None
    share: float
    lowest: SiteSummary | None
    gaps: int
    confirmed: int
    likely: int
    entered_sites: int
    attempt_lines: int
    rules_tried: int


def overview(result: CheckResult) -> Overview:
    """Sum up a result."""
    begin, end = looked_at(result)
    lowest = min(result.sites, key=lambda site: (site.coverage.share, site.site), default=None)
    return Overview(
        sites=len(result.sites),
        sources=sum(len(site.sources) for site in result.sites),
        files=sum(len(source.files) for site in result.sites for source in site.sources),
        lines=result.lines.total,
        from_us=begin,
        to_us=end,
        share=overall_share(result.sites),
        lowest=lowest,
        gaps=sum(len(site.gaps) for site in result.sites),
        confirmed=sum(entry.confidence == "confirmed" for entry in result.entries),
        likely=sum(entry.confidence == "likely" for entry in result.entries),
        entered_sites=len({entry.site for entry in result.entries}),
        attempt_lines=sum(attempt.lines for attempt in result.attempts),
        rules_tried=len({attempt.rule for attempt in result.attempts}),
    )


def overall_share(sites: tuple[SiteSummary, ...]) -> float:
    """Return the coverage of all sites together, each weighed by its expected hours; 0.0 for none."""
    weights = [max(1, site.coverage.hours_expected) for site in sites]
    covered = sum(site.coverage.share * weight for site, weight in zip(sites, weights, strict=True))
    return covered / sum(weights) if sites else 0.0


def concerned(sites: tuple[SiteSummary, ...]) -> tuple[SiteSummary, ...]:
    """Put the sites that need a look first: entries, then those that cannot be told, then low coverage."""
    order = ("entry_confirmed", "entry_likely", "cannot_tell", "no_evidence")
    return tuple(sorted(sites, key=lambda site: (order.index(site.verdict), site.coverage.share, site.site)))


def skewed(sites: tuple[SiteSummary, ...], least: float = 1.0) -> tuple[SourceSummary, ...]:
    """Return the sources whose clock is off by `least` seconds or more, as far as that could be estimated."""
    return tuple(
        source
        for site in sites
        for source in site.sources
        if source.clock_skew_seconds is not None and abs(source.clock_skew_seconds) >= least
    )
