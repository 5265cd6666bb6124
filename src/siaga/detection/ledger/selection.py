"""Picks, where a block is still at hand, the raw lines that the ledger may want to keep."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from siaga.detection.ledger.facts import facts_of
from siaga.detection.ledger.interest import HomeSampler, interesting
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.ledger import local_paths
from siaga.intake.rows import AccessRows, Int64s


class Selector:
    """Picks a superset of what the ledger keeps: it knows only its own part of the file.

    The ledger calls a script new by all requests so far, this class by those of its own part, which
    are fewer: so whatever the ledger finds new is new here too.
    """

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = defaultdict(int)
        self._home = HomeSampler()

    def raw_lines(self, rows: AccessRows, hit_row: Int64s) -> dict[int, bytes]:
        """Return the raw lines, by row, that may be kept."""
        facts = facts_of(rows, hit_row)
        paths, local = local_paths(rows.target, rows.target.codes)
        kinds = np.array([kind_of(path) for path in paths], np.int32)
        before = np.array([self._seen[path] for path in paths], np.int64)
        for path, count in zip(paths, np.bincount(local, minlength=len(paths)).tolist(), strict=True):
            self._seen[path] += count
        wanted = interesting(kinds[local], before[local], rows.status, facts)
        home = (kinds[local] & Kind.HOME) != 0
        hosts = rows.host.codes if rows.host is not None else np.zeros(len(rows), np.int32)
        for host in np.unique(hosts).tolist():
            mine = np.flatnonzero(home & ~wanted & facts.served & facts.benign & (hosts == host))
            wanted[self._home.sample(str(host), mine, facts.time_us)] = True
        starts = rows.lines.offset - rows.block.offset
        data, lengths = rows.block.data, rows.lines.length
        return {
            row: data[starts[row] : starts[row] + lengths[row]] for row in np.flatnonzero(wanted).tolist()
        }
