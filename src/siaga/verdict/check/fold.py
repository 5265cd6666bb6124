"""Takes parsed blocks in order into ledger, attempts and source tallies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.entries.attempts import AttemptTable
from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.drafts import raw_lines
from siaga.detection.ledger.ledger import Ledger
from siaga.intake.attribution import Attribution, Attributor
from siaga.intake.block import LogFile
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.note import Note
from siaga.intake.rows import NO_TIME, AccessRows, Coded
from siaga.verdict.check.correlated import Correlations
from siaga.verdict.check.failed_logins import FailedLogins
from siaga.verdict.check.hosts import Hosts
from siaga.verdict.check.parsed import Parsed
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import Times

FirstFinding = Callable[[Parsed, int], None]
"""Told once: the block with the first signature hit, and the rule's place in the rule set."""


class Fold:
    """The state of a check while blocks pass by."""

    def __init__(
        self, attributor: Attributor, on_first: FirstFinding | None = None, rule_set: RuleSet | None = None
    ) -> None:
        self.ledger = Ledger()
        self.attempts = AttemptTable()
        self.tallies: dict[str, SourceTally] = {}
        self.owners: dict[str, Attribution] = {}
        self.site_places: dict[str, list[Attribution]] = {}
        self.attributions: dict[str, Attribution] = {}
        self.hosts = Hosts()
        self.correlations = Correlations(rule_set)
        self.failed_logins = FailedLogins()
        self.notes: list[Note] = []
        self.missing: list[MissingRotation] = []
        self._attributor = attributor
        self._on_first = on_first

    def tally(self, source: str) -> SourceTally:
        """Return a source's tally, opening one if there is none."""
        return self.tallies.setdefault(source, SourceTally(source))

    def add_empty(self, files: Sequence[LogFile]) -> None:
        """Note files that are there and empty."""
        for file in files:
            self.tally(file.source).add_file(file.name)
            self.attributions.setdefault(file.source, self.attribute(file.source))

    def attribute(self, name: str) -> Attribution:
        """Return whom a file of which only the name is known belongs to, taken for an access log."""
        return self._attributor.of_file(LogFile(name, name), "access")

    def add_outcome(self, notes: Sequence[Note], missing: Sequence[MissingRotation]) -> None:
        """Take what reading found on the way."""
        self.notes = list(dict.fromkeys((*self.notes, *notes)))
        self.missing.extend(hole for hole in missing if hole not in self.missing)

    def add(self, parsed: Parsed) -> None:
        """Take one block; blocks of one source come in order."""
        tally = self._count(parsed)
        # What no format recognises is taken for what most logs are.
        kind = "access" if parsed.kind == "unknown" else parsed.kind
        attribution = self._attributor.of_file(parsed.file, kind)
        self.attributions[tally.name] = attribution
        tally.add_times(parsed.file.name, parsed.times)
        if parsed.digest is not None:
            self._add_digest(parsed, parsed.digest, attribution, tally)
        if parsed.events:
            self._add_events(parsed, attribution, tally)
        if parsed.unread is not None and parsed.unread_hits is not None:
            self._add_unread(parsed.unread, parsed, attribution, tally)

    def _count(self, parsed: Parsed) -> SourceTally:
        tally = self.tally(parsed.file.source)
        tally.add_file(parsed.file.name)
        if parsed.format != "unknown" or tally.format == "unknown":
            tally.format, tally.kind = parsed.format, parsed.kind
        read = parsed.rows + len(parsed.events)
        tally.parsed += read
        tally.unparsed += parsed.unparsed
        tally.headers += parsed.headers
        tally.blank += parsed.blank
        tally.invalid_utf8 += parsed.invalid_utf8
        tally.over_long += len(parsed.over_long)
        tally.lines += read + parsed.unparsed + parsed.headers + parsed.blank - parsed.shared
        return tally

    def _add_digest(
        self, parsed: Parsed, digest: Digest, attribution: Attribution, tally: SourceTally
    ) -> None:
        if self._on_first is not None and len(digest.hit_row):
            self._on_first(parsed, int(digest.hit_rule[0]))
            self._on_first = None
        sites = self._sites(digest, attribution, tally)
        self.ledger.observe(digest, sites)
        names = list(dict.fromkeys(sites))
        place = np.array([names.index(site) for site in sites], np.int32)
        of_row = Coded(place[digest.host], [name.encode() for name in names])
        raw = partial(raw_lines, digest)
        self.attempts.observe(digest.rows, of_row, digest.hit_row, digest.hit_rule, raw)
        self.correlations.feed(parsed.file, digest, attribution.name)

    def _add_events(self, parsed: Parsed, attribution: Attribution, tally: SourceTally) -> None:
        events = parsed.events
        numbers = np.array([event.line_no for event in events], np.int64)
        times = np.array([event.time_us for event in events], np.int64)
        tally.add_times(parsed.file.name, Times.of(numbers, times))
        owner = attribution.name
        if attribution.scope == "machine":
            owner = f"{attribution.folder}/{attribution.name}".strip("/")
            self.owners.setdefault(owner, attribution)
        else:
            self.ledger.site(owner)
            self._place(owner, attribution)
        tally.sites.add(owner)
        self.failed_logins.add(owner, events)
        self.ledger.observe_events(owner, parsed.file, events, parsed.event_raw)

    def _add_unread(
        self, rows: AccessRows, parsed: Parsed, attribution: Attribution, tally: SourceTally
    ) -> None:
        """Count attempts in lines that no format could read, at the time the source had reached."""
        at = tally.trace.last_us
        rows.time_us = np.full(len(rows), NO_TIME if at is None else at, np.int64)
        site = Coded(np.zeros(len(rows), np.int32), [attribution.name.encode()])
        tally.sites.add(attribution.name)
        hits = parsed.unread_hits
        if hits is not None:
            raw = parsed.unread_raw
            self.attempts.observe(
                rows, site, hits.row, hits.rule, lambda at: [raw[row] for row in at.tolist()]
            )

    def _sites(self, digest: Digest, attribution: Attribution, tally: SourceTally) -> list[str]:
        """Return the site of each of a block's hosts: whoever sends a Host header must not found one."""
        counts = zip(digest.hosts, digest.figures.requests.tolist(), strict=True)
        believed = [
            host if host is not None and self.hosts.believes(tally.name, host, count) else None
            for host, count in counts
        ]
        sites = [self._attributor.of_row(attribution, host) for host in believed]
        for site in dict.fromkeys(sites):
            tally.sites.add(site)
            self._place(site, attribution)
        return sites

    def _place(self, site: str, attribution: Attribution) -> None:
        places = self.site_places.setdefault(site, [])
        if attribution not in places:
            places.append(attribution)
