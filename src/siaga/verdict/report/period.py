"""The period that a check looked at, from its coverage and from when its lines were written."""

from __future__ import annotations

from collections.abc import Iterable

from siaga.verdict.report.moments import HOUR_US, is_moment
from siaga.verdict.result import CheckResult

Period = tuple[int | None, int | None]
"""Begin and end in UTC µs; None, or no moment at all, where it is not known."""


def looked_at(result: CheckResult) -> Period:
    """Return the period from the earliest to the latest of all sites' coverage and sources' lines."""
    covered = [(site.coverage.from_us, site.coverage.to_us) for site in result.sites]
    written = [bulk(source.hours) for site in result.sites for source in site.sources]
    return around([*covered, *written]) or (None, None)


def covered(result: CheckResult) -> tuple[int, int] | None:
    """Return the period that the sites' coverage is the share of; None where nothing was measured."""
    return around((site.coverage.from_us, site.coverage.to_us) for site in result.sites)


def around(periods: Iterable[Period]) -> tuple[int, int] | None:
    """Return the period around those that are known; None where none is."""
    known = [(a, b) for a, b in periods if a is not None and b is not None and is_moment(a) and is_moment(b)]
    return (min(a for a, _ in known), max(b for _, b in known)) if known else None


def bulk(hours: Iterable[tuple[int, int]]) -> Period:
    """Return the time of all lines but one in a thousand at each end; `hours` as in SourceSummary.

    A single line dated 1970 must not press everything else into one column of a time line.
    """
    ordered = sorted((hour, lines) for hour, lines in hours if is_moment(hour))
    spare = sum(lines for _, lines in ordered) // 1000
    last = _beyond(reversed(ordered), spare)
    return _beyond(ordered, spare), None if last is None else last + HOUR_US


def _beyond(hours: Iterable[tuple[int, int]], spare: int) -> int | None:
    for hour, lines in hours:
        spare -= lines
        if spare < 0:
            return hour
    return None
