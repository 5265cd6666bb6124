"""The time line in buckets: lines, attempts, gaps and entries per hour, day or longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from siaga.findings.shape import Entry
from siaga.verdict.report.moments import HOUR_US, Zone
from siaga.verdict.report.period import around, looked_at
from siaga.verdict.result import CheckResult, Gap, SourceSummary

_HOURS: Final = (1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 28 * 24)


@dataclass(frozen=True, slots=True)
class Bucket:
    """One step of the time line, [start, end) in UTC µs; `entries` are 0-based places in the result."""

    start_us: int
    end_us: int
    lines: int
    attacks: int
    gap: bool
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Buckets of equal length (`step_us`), in order; `outside` counts lines dated beyond their span."""

    step_us: int
    buckets: tuple[Bucket, ...]
    outside: int = 0


def series(result: CheckResult, zone: Zone, most: int) -> Series | None:
    """Divide the whole check into at most `most` buckets that begin at round local times."""
    sources = [source for site in result.sites for source in site.sources]
    gaps = [gap for site in result.sites for gap in site.gaps]
    hours = [hour for source in sources for hour in source.hours]
    entered = [(entry.first_seen_us, entry.last_seen_us) for entry in result.entries]
    span = around([looked_at(result), *entered])
    if span is None:
        return None
    attacks = [(hour, lines) for _, hour, lines in result.attack_hours]
    return _filled(span, zone, most, hours, attacks, gaps, result.entries)


def source_series(source: SourceSummary, gaps: Iterable[Gap], span: Series) -> Series:
    """Lay one source's lines and gaps over the buckets of the whole, so that strips line up."""
    first, last = span.buckets[0].start_us, span.buckets[-1].end_us
    own = [gap for gap in gaps if gap.source == source.name]
    return _counted(first, last, span.step_us, source.hours, (), own, ())


def _filled(
    span: tuple[int, int],
    zone: Zone,
    most: int,
    hours: Iterable[tuple[int, int]],
    attacks: Iterable[tuple[int, int]],
    gaps: Iterable[Gap],
    entries: Iterable[Entry],
) -> Series:
    steps = (hour * HOUR_US for hour in _HOURS)
    for step in steps:
        first, last = _rounded(span, zone, step)
        if (last - first) // step <= most:
            return _counted(first, last, step, hours, attacks, gaps, entries)
    # Dates far apart (a stray line of 1970): as many whole days per bucket as it takes.
    days = (span[1] - span[0]) // (24 * HOUR_US) // max(1, most - 2) + 1
    step = days * 24 * HOUR_US
    first, last = _rounded(span, zone, step)
    return _counted(first, last, step, hours, attacks, gaps, entries)


def _rounded(span: tuple[int, int], zone: Zone, step: int) -> tuple[int, int]:
    shift = zone.offset_minutes * 60_000_000
    first = (span[0] + shift) // step * step - shift
    last = -(-(max(span[1], span[0] + 1) + shift) // step) * step - shift
    return first, last


def _counted(
    first: int,
    last: int,
    step: int,
    hours: Iterable[tuple[int, int]],
    attacks: Iterable[tuple[int, int]],
    gaps: Iterable[Gap],
    entries: Iterable[Entry],
) -> Series:
    size = (last - first) // step
    lines, attacked = [0] * size, [0] * size
    outside = _add(lines, hours, first, step)
    _add(attacked, attacks, first, step)
    missing = [False] * size
    for gap in gaps:
        begin = max(0, (gap.from_us - first) // step)
        for index in range(begin, min(size, -(-(gap.to_us - first) // step))):
            missing[index] = True
    marked: list[list[int]] = [[] for _ in range(size)]
    for number, entry in enumerate(entries):
        index = (entry.first_seen_us - first) // step
        if 0 <= index < size:
            marked[index].append(number)
    buckets = tuple(
        Bucket(first + i * step, first + (i + 1) * step, lines[i], attacked[i], missing[i], tuple(marked[i]))
        for i in range(size)
    )
    return Series(step, buckets, outside)


def _add(totals: list[int], hours: Iterable[tuple[int, int]], first: int, step: int) -> int:
    outside = 0
    for hour, lines in hours:
        # An hour that begins just before the first bucket reaches into it (offsets of half an hour).
        index = max(0, (hour - first) // step) if hour > first - HOUR_US else -1
        if 0 <= index < len(totals):
            totals[index] += lines
        else:
            outside += lines
    return outside
