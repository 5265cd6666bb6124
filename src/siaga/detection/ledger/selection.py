"""Picks, where a block is still at hand, the rows that the ledger may want to keep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.facts import Mask, RowFacts
from siaga.detection.ledger.interest import HomeSampler, interesting
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.pairs import Pairs
from siaga.foundation.remembering import SHORT
from siaga.intake.rows import Int32s, Int64s

STRAY = 10
"""Lines of a host name that may still be put down to the site of its file, before the name is believed."""

MOST_PATHS = 30_000
"""Short paths of a part that are counted; all others count as new, so that more is picked, never less."""


@dataclass(frozen=True, slots=True)
class View:
    """A block's rows as the selector looks at them: `kinds` per pair of host and path, all else per row."""

    hosts: list[bytes | None]
    host_of: Int64s
    paths: Pairs
    kinds: npt.NDArray[np.int32]
    status: Int32s
    facts: RowFacts


class Selector:
    """Picks a superset of what the ledger keeps: it knows only its own part of the file.

    The ledger calls a script new by all requests of its site so far, this class by those of one host
    name in its own part, which are fewer: so whatever the ledger finds new is new here too. A host's
    first STRAY lines are not counted: the ledger may have put them down to another site.
    """

    def __init__(self, most_paths: int = MOST_PATHS) -> None:
        self._most = most_paths
        self._seen: dict[tuple[bytes | None, bytes], int] = {}
        self._lines: dict[bytes | None, int] = {}
        self._home = HomeSampler()

    def pick(self, view: View) -> Mask:
        """Say per row whether the ledger may want it; every row that a signature matched is picked."""
        paths, facts = view.paths, view.facts
        kinds = view.kinds[paths.of_row]
        settled = {host for host in view.hosts if self._lines.get(host, 0) >= STRAY}
        picked = interesting(kinds, self._before(view)[paths.of_row], view.status, facts)
        home = (kinds & Kind.HOME) != 0
        candidates = np.flatnonzero(home & ~picked & facts.served & facts.benign)
        hosts = view.host_of[candidates]
        for place in np.unique(hosts).tolist():
            host, mine = view.hosts[place], candidates[hosts == place]
            more = 0 if host in settled else STRAY
            picked[self._home.sample((host or b"").decode("latin-1"), mine, facts.time_us, more)] = True
        return picked

    def _before(self, view: View) -> Int64s:
        """Return how often each pair of host and path was asked for in this part before this block."""
        paths, hosts, seen = view.paths, view.hosts, self._seen
        before = np.zeros(len(paths), np.int64)
        # Only what the server may run, and pages, are ever asked after.
        asked = np.flatnonzero((view.kinds & Kind.STATIC) == 0)
        names = zip(paths.owner[asked].tolist(), paths.texts(asked), strict=True)
        keys = [(hosts[owner], name) for owner, name in names]
        before[asked] = [seen.get(key, 0) for key in keys]
        counts = (before + np.bincount(paths.of_row, minlength=len(paths)))[asked].tolist()
        settled = [self._lines.get(host, 0) >= STRAY for host in hosts]
        for key, count, owner in zip(keys, counts, paths.owner[asked].tolist(), strict=True):
            if settled[owner] and len(key[1]) <= SHORT and (len(seen) < self._most or key in seen):
                seen[key] = count
        for host, lines in zip(hosts, np.bincount(view.host_of, minlength=len(hosts)).tolist(), strict=True):
            if len(self._lines) < self._most or host in self._lines:
                self._lines[host] = self._lines.get(host, 0) + lines
        return before
