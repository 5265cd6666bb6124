"""What the page shows, worked out before any template runs: figures, charts, groups and steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from siaga.findings.shape import Entry
from siaga.verdict.report.buckets import Series, series, source_series
from siaga.verdict.report.campaigns import Campaign, campaigns
from siaga.verdict.report.charts.coverage_strip import coverage_strip
from siaga.verdict.report.charts.heat_map import Week, heat_map, week_of
from siaga.verdict.report.charts.ladder import ladder_figure
from siaga.verdict.report.charts.timeline import timeline_chart
from siaga.verdict.report.moments import DAY_US, HOUR_US
from siaga.verdict.report.next_steps import next_steps
from siaga.verdict.report.notation import Notation
from siaga.verdict.report.overview import concerned, overview, skewed
from siaga.verdict.report.rungs import Rung, rungs
from siaga.verdict.report.statement import found, headline, meaning, seen
from siaga.verdict.result import CheckResult, SiteSummary, SourceSummary

_WIDE, _NARROW, _TABLE = 160, 48, 62
"""Most buckets of the time line on a desk, on a phone, and in the table beneath."""


@dataclass(frozen=True, slots=True)
class Story:
    """An entry with its ladder."""

    entry: Entry
    rungs: tuple[Rung, ...]
    ladder: Markup


@dataclass(frozen=True, slots=True)
class Strip:
    """A source with its coverage strip; None where nothing has a time."""

    source: SourceSummary
    chart: Markup | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site with the strips of its sources."""

    site: SiteSummary
    strips: tuple[Strip, ...]


def view(result: CheckResult, notation: Notation) -> dict[str, Any]:
    """Return the names that the templates use."""
    facts = overview(result)
    span = series(result, notation.zone, _WIDE)
    week = week_of(result.attack_hours, notation)
    groups = campaigns(result.attempts)
    return {
        "facts": facts,
        "headline": headline(result, notation),
        "found": found(result, notation),
        "meaning": meaning(result, notation.words),
        "seen": seen(facts, notation),
        "stories": [
            _story(number, entry, result, notation) for number, entry in enumerate(result.entries, 1)
        ],
        "steps": [notation.words(f"next.{step.key}", **step.values) for step in next_steps(result, notation)],
        "timelines": _timelines(result, notation, span),
        "table": series(result, notation.zone, _TABLE),
        "step_name": _step_name(span, notation),
        "week": week if any(map(any, week)) else None,
        "heat": _heat(week, notation),
        "campaigns": groups,
        "clients": [_clients(group, notation) for group in groups],
        "skewed": skewed(result.sites),
        "site_views": [
            _site_view(i, site, span, notation) for i, site in enumerate(concerned(result.sites), 1)
        ],
    }


def _story(number: int, entry: Entry, result: CheckResult, notation: Notation) -> Story:
    steps = rungs(entry, result)
    return Story(entry, steps, ladder_figure(steps, notation, f"ladder-{number}", number))


def _timelines(result: CheckResult, notation: Notation, span: Series | None) -> list[Markup]:
    narrow = series(result, notation.zone, _NARROW)
    if span is None or narrow is None:
        return []
    return [
        timeline_chart(span, notation, "timeline-wide", 960, "wide"),
        timeline_chart(narrow, notation, "timeline-narrow", 360, "narrow"),
    ]


def _step_name(span: Series | None, notation: Notation) -> str:
    if span is None:
        return ""
    unit, size = ("day", DAY_US) if span.step_us % DAY_US == 0 else ("hour", HOUR_US)
    return notation.count(unit, span.step_us // size)


def _heat(week: Week, notation: Notation) -> list[Markup]:
    if not any(map(any, week)):
        return []
    return [
        heat_map(week, notation, "heat-wide", 720, "wide"),
        heat_map(week, notation, "heat-narrow", 360, "narrow"),
    ]


def _clients(group: Campaign, notation: Notation) -> str:
    number = notation.number(group.clients)
    return notation.words("notation.at_least", value=number) if group.at_least else number


def _site_view(number: int, site: SiteSummary, span: Series | None, notation: Notation) -> SiteView:
    strips = []
    for place, source in enumerate(site.sources, 1):
        chart = None
        if span is not None:
            own = sum(gap.source == source.name for gap in site.gaps)
            chart = coverage_strip(
                source_series(source, site.gaps, span),
                f"strip-{number}-{place}",
                notation.words("chart.strip_title", source=source.name),
                notation.words(
                    "chart.strip_desc",
                    coverage=notation.percent(source.coverage),
                    gaps=notation.count("gap", own),
                ),
            )
        strips.append(Strip(source, chart))
    return SiteView(site, tuple(strips))
