"""The ledger: takes blocks in order and remembers, per site, what behaviours will ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.clients import Clients
from siaga.detection.ledger.facts import Mask, RowFacts, facts_of
from siaga.detection.ledger.failures import Failures
from siaga.detection.ledger.growing import Ceiling
from siaga.detection.ledger.happenings import Doorkeeper, Happening
from siaga.detection.ledger.interest import HomeSampler, interesting
from siaga.detection.ledger.keeping import BlockNames, keep_rows
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.moves import Moves, Place, Retention
from siaga.detection.ledger.paths import Paths
from siaga.detection.ledger.room import Room
from siaga.foundation.urls import split_target
from siaga.intake.block import LogFile
from siaga.intake.rows import NO_TIME, AccessRows, Coded, Event, Int32s, Int64s


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

    def note_failures(self, names: list[bytes], local: Int64s, time_us: Int64s) -> None:
        """Remember when each client's requests failed; `local` gives each row's place in `names`."""
        self.failures.add(names, local, time_us)


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

    def observe(
        self, rows: AccessRows, sites: Coded, hit_row: Int64s, hit_rule: Int32s, raw: dict[int, bytes] | None
    ) -> None:
        """Take one block: rows, the site of each, signature hits sorted by row.

        `raw` gives the raw lines by row; None takes them from the rows' own block.
        """
        if not len(rows):
            return
        facts = facts_of(rows, hit_row)
        rules = _rules_by_row(hit_row, hit_rule)
        for code, name in enumerate(sites.values):
            which = np.flatnonzero(sites.codes == code)
            if len(which):
                self._observe_site(name.decode("utf-8", "replace"), rows, which, facts, (rules, raw))

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
            "requests": self.moves.left_out,
            "events": self._door.left_out,
            "paths": sum(site.paths.left_out for site in sites),
            "clients": sum(site.clients.left_out for site in sites),
            "failures": sum(site.failures.left_out for site in sites),
        }

    def _observe_site(
        self,
        name: str,
        rows: AccessRows,
        which: Int64s,
        facts: RowFacts,
        known: tuple[dict[int, tuple[int, ...]], dict[int, bytes] | None],
    ) -> None:
        ledger = self.site(name)
        whole = len(which) == len(rows)
        mine = facts if whole else facts.take(which)
        paths, local = local_paths(rows.target, rows.target.codes if whole else rows.target.codes[which])
        before = ledger.paths.add(paths, local, mine)
        clients, mover = _local(rows.client, rows.client.codes if whole else rows.client.codes[which])
        ledger.clients.add(clients, mover, mine)
        status = rows.status if whole else rows.status[which]
        timed = mine.time_us != NO_TIME
        refused = np.flatnonzero((status >= 400) & timed)
        if len(refused):
            ledger.note_failures(clients, mover[refused], mine.time_us[refused])
        ledger.requests += len(which)
        ledger.hours += np.bincount(mine.time_us[timed] // 3_600_000_000 % 24, minlength=24)
        if timed.any():
            ledger.widen(int(mine.time_us[timed].min()), int(mine.time_us[timed].max()))
        kinds = np.array([kind_of(path) for path in paths], np.int32)
        wanted = interesting(kinds[local], before[local], status, mine)
        self._add_home(name, wanted, (kinds[local] & Kind.HOME) != 0, mine)
        mine_at = np.flatnonzero(wanted)
        names = BlockNames(paths, kinds, local, clients, mover)
        keep_rows(self.moves, name, rows, (mine_at, which[mine_at]), names, known)

    def _add_home(self, name: str, wanted: Mask, home: Mask, facts: RowFacts) -> None:
        candidates = np.flatnonzero(home & ~wanted & facts.served & facts.benign)
        wanted[self._home.sample(name, candidates, facts.time_us)] = True


def _rules_by_row(hit_row: Int64s, hit_rule: Int32s) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for row, rule in zip(hit_row.tolist(), hit_rule.tolist(), strict=True):
        found[row] = (*found.get(row, ()), rule)
    return found


def _local(column: Coded, codes: Int32s) -> tuple[list[bytes], npt.NDArray[np.int64]]:
    """Return the values that `codes` use and codes into them; absent is the value b"-"."""
    # A value that no row has belongs to lines that were read another way: it was never asked for.
    if len(codes) and codes.min() >= 0 and np.bincount(codes, minlength=len(column.values)).all():
        return column.values, codes.astype(np.int64)
    used, local = np.unique(codes, return_inverse=True)
    return [column.values[code] if code >= 0 else b"-" for code in used.tolist()], local


def local_paths(target: Coded, codes: Int32s) -> tuple[list[bytes], npt.NDArray[np.int64]]:
    """Return the distinct paths of a column of targets and each row's place among them."""
    values, local = _local(target, codes)
    places: dict[bytes, int] = {}
    place_of = np.fromiter(
        (places.setdefault(split_target(value)[0], len(places)) for value in values), np.int64, len(values)
    )
    return list(places), place_of[local]
