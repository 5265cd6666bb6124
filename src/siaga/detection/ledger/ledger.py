"""The ledger: takes blocks in order and remembers, per site, what behaviours will ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from siaga.detection.ledger.clients import Clients
from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.failures import Failures
from siaga.detection.ledger.growing import Ceiling
from siaga.detection.ledger.happenings import Doorkeeper, Happening
from siaga.detection.ledger.interest import HomeSampler, interesting
from siaga.detection.ledger.keeping import keep_rows
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Moves, Place
from siaga.detection.ledger.paths import Paths
from siaga.detection.ledger.quota import Retention
from siaga.detection.ledger.room import Room
from siaga.intake.block import LogFile
from siaga.intake.rows import Event, Int64s


@dataclass(slots=True)
class SiteLedger:
    """All that is remembered of one site's web traffic."""

    site: str
    paths: Paths = field(default_factory=Paths)
    clients: Clients = field(default_factory=Clients)
    requests: int = 0
    first_us: int | None = None
    last_us: int | None = None
    hours: Int64s = field(default_factory=lambda: np.zeros(24, np.int64))
    """Requests by hour of the day (UTC): the site's own day and night."""

    failures: Failures = field(default_factory=Failures)

    def widen(self, first_us: int, last_us: int) -> None:
        """Take note of the first and last time (UTC µs) of some requests."""
        self.first_us = first_us if self.first_us is None else min(first_us, self.first_us)
        self.last_us = last_us if self.last_us is None else max(last_us, self.last_us)

    def failure_times(self) -> dict[str, Int64s]:
        """Return the times (UTC µs) of refused or failed requests by client."""
        return self.failures.times()


class Ledger:
    """Remembers what every URL, client and account did."""

    def __init__(self, retention: Retention | None = None) -> None:
        self.sites: dict[str, SiteLedger] = {}
        room = Room()
        self.moves = Moves(retention, room)
        self.happenings: list[Happening] = []
        self._door = Doorkeeper(room)
        self._paths, self._clients = Ceiling(200_000, 350_000), Ceiling(100_000, 100_000)
        self._home = HomeSampler()

    def observe(self, digest: Digest, sites: list[str]) -> None:
        """Take one block; `sites` names the site of each of the digest's hosts."""
        names = list(dict.fromkeys(sites))
        site_of = np.array([names.index(site) for site in sites], np.int64)
        before = np.zeros(len(digest.paths.pairs), np.int64)
        for place, name in enumerate(names):
            ledger, hosts = self.site(name), site_of == place
            paths = np.flatnonzero(hosts[digest.paths.pairs.owner])
            before[paths] = ledger.paths.add(digest.paths, paths)
            ledger.clients.add(digest.clients, np.flatnonzero(hosts[digest.clients.pairs.owner]))
            _add_failures(ledger, digest, hosts)
            _add_figures(ledger, digest, hosts)
        kinds, facts = digest.kinds[digest.path], digest.facts
        wanted = interesting(kinds, before[digest.path], digest.rows.status, facts)
        home = np.flatnonzero(((kinds & Kind.HOME) != 0) & ~wanted & facts.served & facts.benign)
        for place, name in enumerate(names):
            mine = home[site_of[digest.host[home]] == place]
            wanted[self._home.sample(name, mine, facts.time_us)] = True
        keep_rows(self.moves, digest, np.flatnonzero(wanted), names, site_of)
        if digest.spare is not None:
            path = digest.spare.path
            more = interesting(digest.kinds[path], before[path], digest.spare.status, digest.spare)
            self.moves.quota.left_out += int(np.count_nonzero(more))

    def observe_events(self, owner: str, file: LogFile, events: list[Event], raw: list[bytes]) -> None:
        """Take the events of one block, with the raw line of each; `owner` is a site or a machine."""
        self.happenings.extend(
            Happening(owner, file.source, event, Place(file.name, event.line_no, event.offset), line)
            for event, line in zip(events, raw, strict=True)
            if event.action != "other" and self._door.admits(file.source, event, line)
        )

    def site(self, name: str) -> SiteLedger:
        """Return a site's ledger, opening one if there is none."""
        found = self.sites.get(name)
        if found is None:
            found = SiteLedger(name, Paths(self._paths), Clients(self._clients))
            self.sites[name] = found
        return found

    def left_out(self) -> dict[str, int]:
        """Return what was only counted, not remembered: requests or events, by the name of the bound."""
        sites = self.sites.values()
        return {
            "requests": self.moves.quota.left_out,
            "events": self._door.left_out,
            "paths": sum(site.paths.left_out for site in sites),
            "clients": sum(site.clients.left_out for site in sites),
            "failures": sum(site.failures.left_out for site in sites),
        }


def _add_failures(ledger: SiteLedger, digest: Digest, hosts: Mask) -> None:
    failed, pairs = digest.failed, digest.clients.pairs
    mine = np.flatnonzero(hosts[pairs.owner[failed.client]])
    if len(mine):
        ledger.failures.add(pairs.names, pairs.name[failed.client[mine]], failed.time_us[mine])


def _add_figures(ledger: SiteLedger, digest: Digest, hosts: Mask) -> None:
    figures = digest.figures
    ledger.requests += int(figures.requests[hosts].sum())
    ledger.hours += figures.hours[hosts].sum(axis=0)
    first, last = int(figures.first_us[hosts].min()), int(figures.last_us[hosts].max())
    if first <= last:
        ledger.widen(first, last)
