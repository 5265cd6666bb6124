"""Measures a site's coverage from its sources' traces, and names each gap's cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siaga.intake.reading.missing import MissingRotation
from siaga.verdict.coverage.rhythm import gaps
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.sums import distinct
from siaga.verdict.coverage.trace import HOUR_US, MINUTE_US
from siaga.verdict.result import Coverage, Gap, SourceSummary

RHYTHMIC = frozenset({"access", "auth"})
"""Kinds that speak all the time; errors, transfers and audits may rightly be silent for days."""


THIN_LINES, THIN_US = 50, 3 * HOUR_US
"""Fewer lines than this, or a shorter span (µs), teach no rhythm that a silence could be against."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time a person asked about, in UTC µs; None leaves that side to the logs."""

    from_us: int | None = None
    to_us: int | None = None


def source_gaps(tally: SourceTally, window: Window, missing: Sequence[MissingRotation]) -> list[Gap]:
    """Return a source's gaps: missing rotations, silences against its rhythm, time running backwards."""
    holes = [hole for hole in (_hole(tally, each) for each in missing) if hole is not None]
    silences = gaps(tally.trace, from_us=window.from_us, to_us=window.to_us)
    found = holes + [
        Gap(start, end, tally.name, "unreadable" if tally.unreadable else "source_silent")
        for silence in (silences if tally.kind in RHYTHMIC else ())
        for start, end in [(silence.from_minute * MINUTE_US, silence.to_minute * MINUTE_US)]
        if not any(hole.from_us < end and start < hole.to_us for hole in holes)
    ]
    found += [Gap(jump.after_us, jump.before_us, tally.name, "clock_backwards") for jump in tally.trace.jumps]
    return sorted(found, key=lambda gap: (gap.from_us, gap.to_us, gap.cause))


def _hole(tally: SourceTally, missing: MissingRotation) -> Gap | None:
    """Bound a missing file by the last line before it and the first line after it."""
    before, after = tally.spans.get(missing.after), tally.spans.get(missing.before)
    if before is None or after is None or after[0] <= before[1]:
        return None
    return Gap(before[1], after[0], tally.name, "rotation_missing")


def measured(tallies: Sequence[SourceTally]) -> list[SourceTally]:
    """Return the sources that a site's coverage is measured from: access logs, or all where there is none."""
    timed = [tally for tally in tallies if tally.trace.timed]
    return [tally for tally in timed if tally.kind == "access"] or timed


def is_thin(tallies: Sequence[SourceTally]) -> bool:
    """Say whether a site has access logs and none of them is long enough to learn a rhythm from."""
    access = [tally for tally in measured(tallies) if tally.kind == "access"]
    return bool(access) and all(_thin(tally) for tally in access)


def _thin(tally: SourceTally) -> bool:
    trace = tally.trace
    span = 0 if trace.first_us is None or trace.last_us is None else trace.last_us - trace.first_us
    return trace.timed < THIN_LINES or span < THIN_US


def is_torn(tallies: Sequence[SourceTally]) -> bool:
    """Say whether the coverage counts on a source that was not read in full, or one was not read at all."""
    counted = {tally.name for tally in measured(tallies)}
    return any(tally.unreadable and (tally.name in counted or not tally.parsed) for tally in tallies)


def measure(tallies: Sequence[SourceTally], found: Sequence[Gap], window: Window) -> Coverage:
    """Return the coverage of a site by its access logs (by all its logs where it has no access log).

    The share is minutes not in a gap over all minutes of the span, times the share of lines that
    could be read. The span runs from the first to the last line, or over the window asked for.
    """
    used = measured(tallies)
    if not used:
        return _nothing(window)
    starts = [t.trace.first_us for t in used if t.trace.first_us is not None]
    ends = [t.trace.last_us for t in used if t.trace.last_us is not None]
    if (window.from_us or min(starts)) > max(ends) or (window.to_us or max(ends)) < min(starts):
        return _nothing(window)
    start = window.from_us if window.from_us is not None else min(starts)
    end = max(window.to_us if window.to_us is not None else max(ends), start + MINUTE_US)
    names = {tally.name for tally in used}
    silent = [g for g in found if g.source in names and g.cause != "clock_backwards"]
    blind = _blind_minutes(silent, len(used), start, end)
    minutes = max(1, (end - start) // MINUTE_US)
    readable = sum(t.parsed for t in used) / max(1, sum(t.parsed + t.unparsed for t in used))
    share = max(0.0, 1 - blind / minutes) * readable
    return Coverage(
        share, start, end, _hours_seen(used, start, end), _hours(start, end), (("C", share), ("X", 1 - share))
    )


def _nothing(window: Window) -> Coverage:
    """Return the coverage of a window that no line lies in or around."""
    return Coverage(0.0, window.from_us, window.to_us, 0, _hours(window.from_us, window.to_us), (("X", 1.0),))


def _blind_minutes(found: Sequence[Gap], sources: int, start: int, end: int) -> float:
    """Return minutes lost: a minute blind in one of n access sources counts 1/n."""
    lost = sum(max(0, min(gap.to_us, end) - max(gap.from_us, start)) for gap in found)
    return lost / MINUTE_US / sources


def _hours(start: int | None, end: int | None) -> int:
    return 0 if start is None or end is None else max(1, -(-(end - start) // HOUR_US))


def _hours_seen(used: Sequence[SourceTally], start: int, end: int) -> int:
    hours = np.concatenate([tally.trace.hours()[0] for tally in used])
    return distinct(hours[(hours > start - HOUR_US) & (hours <= end)])


def summarise(tally: SourceTally, found: Sequence[Gap], skew: float | None) -> SourceSummary:
    """Return the summary of one source."""
    trace = tally.trace
    span = 0 if trace.first_us is None or trace.last_us is None else trace.last_us - trace.first_us
    silent = sum(
        g.to_us - g.from_us for g in found if g.source == tally.name and g.cause != "clock_backwards"
    )
    whole = max(span, silent, MINUTE_US)
    return SourceSummary(
        name=tally.name,
        site=", ".join(sorted(tally.sites)),
        kind=tally.kind,
        format=tally.format,
        files=tuple(tally.files),
        lines=tally.lines,
        parsed=tally.parsed,
        unparsed=tally.unparsed,
        over_long=tally.over_long,
        invalid_utf8=tally.invalid_utf8,
        blank=tally.blank,
        first_seen_us=trace.first_us,
        last_seen_us=trace.last_us,
        coverage=max(0.0, 1 - silent / whole) if trace.timed else 0.0,
        clock_skew_seconds=skew,
        hours=tuple(zip(*(each.tolist() for each in trace.hours()), strict=True)),
        unreadable=tuple(tally.unreadable),
    )
