"""The parts that sample results are put together from."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from siaga.findings.shape import Witness
from siaga.verdict.result import Coverage, LineCounts, RuleSetSummary, SourceSummary

HOUR = 3_600_000_000
DAY = 24 * HOUR
VERSION = "0.1.0"


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0, *, month: int = 11) -> int:
    """Return a moment of 2026 in UTC µs."""
    moment = datetime(2026, month, day, hour, minute, second, tzinfo=UTC)
    return int(moment.timestamp()) * 1_000_000


def line(
    file: str, number: int, text: str, role: str, time_us: int, *matched: str, offset: int | None = None
) -> Witness:
    """Make a witness whose marks are where `matched` stands in the text."""
    marks = tuple((text.index(part), text.index(part) + len(part)) for part in matched)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    place = number * 245 if offset is None else offset
    return Witness(file, number, place, digest, text, role, time_us, marks)


def hours(first: int, count: int, base: int, missing: range = range(0)) -> tuple[tuple[int, int], ...]:
    """Make hourly line counts with a day's rhythm (busy at local noon), leaving out `missing` hours."""
    counts = []
    for index in range(count):
        local = (first // HOUR + index + 7) % 24
        busy = base * (2 + max(0, 10 - abs(local - 13))) // 4
        if index not in missing:
            counts.append((first + index * HOUR, busy + (index * 37) % 11))
    return tuple(counts)


def source(
    name: str,
    site: str,
    kind: str,
    seen: tuple[tuple[int, int], ...],
    *,
    coverage: float = 1.0,
    skew: float | None = 0.0,
    unparsed: int = 0,
    unreadable: tuple[str, ...] = (),
) -> SourceSummary:
    """Make a source whose counts agree with its hours."""
    total = sum(lines for _, lines in seen)
    return SourceSummary(
        name=name,
        site=site,
        kind=kind,
        format={"access": "combined", "error": "nginx-error", "auth": "syslog"}.get(kind, "vsftpd"),
        files=(f"{name}.2.gz", f"{name}.1", name),
        lines=total,
        parsed=total - unparsed,
        unparsed=unparsed,
        over_long=1 if unparsed else 0,
        invalid_utf8=unparsed // 2,
        blank=0,
        first_seen_us=seen[0][0] if seen else None,
        last_seen_us=seen[-1][0] + HOUR - 1 if seen else None,
        coverage=coverage,
        clock_skew_seconds=skew,
        hours=seen,
        unreadable=unreadable,
    )


def covered(share: float, first: int, last: int) -> Coverage:
    """Make a coverage of grade C with the rest as gaps."""
    expected = (last - first) // HOUR
    grades = (("C", share), ("X", round(1 - share, 6)))
    return Coverage(share, first, last, int(expected * share), expected, grades)


def counts(sources: list[SourceSummary]) -> LineCounts:
    """Sum the lines of sources."""
    return LineCounts(
        total=sum(s.lines for s in sources),
        parsed=sum(s.parsed for s in sources),
        unparsed=sum(s.unparsed for s in sources),
        blank=0,
        headers=0,
        over_long=sum(s.over_long for s in sources),
        invalid_utf8=sum(s.invalid_utf8 for s in sources),
    )


def rule_set(*refused: tuple[str, str]) -> RuleSetSummary:
    """Make a rule set whose digest is that of its name."""
    return RuleSetSummary(268, 9, hashlib.sha256(b"rules").hexdigest(), refused)
