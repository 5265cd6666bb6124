"""The result of a check: everything that every form of the report is written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from siaga.findings.shape import Attempt, Entry, Notice

Verdict = Literal["entry_confirmed", "entry_likely", "no_evidence", "cannot_tell"]

GapCause = Literal[
    "source_silent",  # against that source's own rhythm
    "rotation_missing",  # a file of a numbered or dated set is not there
    "unreadable",  # the file is there and could not be read, or not in full
    "clock_backwards",  # time ran backwards further than that source usually does
    "lines_removed",  # a hole inside what should be continuous
]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time that a source should have covered and did not; times in UTC µs."""

    from_us: int
    to_us: int
    source: str
    cause: GapCause


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One rotated set of log files: what was in it and how much of it could be read.

    `coverage` is 0.0 to 1.0: the share of this source's span, by its own rhythm, that is there.
    `hours` maps the start of each hour seen (UTC µs) to its number of lines, in order.
    `clock_skew_seconds` is the estimated offset against the site's reference source (0.0 for it,
    None where it cannot be estimated).
    """

    name: str
    site: str
    kind: str
    format: str
    files: tuple[str, ...]
    lines: int
    parsed: int
    unparsed: int
    over_long: int
    invalid_utf8: int
    blank: int
    first_seen_us: int | None
    last_seen_us: int | None
    coverage: float
    clock_skew_seconds: float | None
    hours: tuple[tuple[int, int], ...] = ()
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a site's time was seen, from files alone (grade C of DESIGN §5 at best).

    `share` is 0.0 to 1.0 of `from_us`…`to_us`; `hours_seen` and `hours_expected` in hours.
    """

    share: float
    from_us: int | None
    to_us: int | None
    hours_seen: int
    hours_expected: int
    grades: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """One site: its verdict, its coverage, its gaps, its sources."""

    site: str
    verdict: Verdict
    coverage: Coverage
    gaps: tuple[Gap, ...]
    sources: tuple[SourceSummary, ...]


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """Something that no source here can show, in both languages; `site` is "" when it holds for all."""

    code: str
    site: str
    text: str
    text_id: str


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Lines over the whole check; `total` = parsed + unparsed + blank + headers."""

    total: int
    parsed: int
    unparsed: int
    blank: int
    headers: int
    over_long: int
    invalid_utf8: int


@dataclass(frozen=True, slots=True)
class RuleSetSummary:
    """Which rules ran: counts, the digest of their text, and those that cannot be run with the reason."""

    rules: int
    behaviours: int
    digest: str
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The whole answer of `siaga check`. Deterministic: it holds no clock, host or path of its own."""

    version: str
    verdict: Verdict
    sites: tuple[SiteSummary, ...]
    entries: tuple[Entry, ...]
    attempts: tuple[Attempt, ...]
    notices: tuple[Notice, ...]
    blind_spots: tuple[BlindSpot, ...]
    lines: LineCounts
    rule_set: RuleSetSummary
    unreadable: tuple[tuple[str, str, str], ...] = ()
    """Inputs that could not be read, or not in full: (place, reason in English, reason in Indonesian)."""
    attack_hours: tuple[tuple[str, int, int], ...] = field(default=())
    """(site, hour start in UTC µs, lines with an attempt): for the time line."""
