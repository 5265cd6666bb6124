"""Picks, where a block is still at hand, the raw lines that the ledger may want to keep."""

from __future__ import annotations

from collections import Counter

import numpy as np

from siaga.detection.ledger.facts import Mask, RowFacts, facts_of
from siaga.detection.ledger.interest import HOME_PER_HOUR, HomeSampler, interesting
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.ledger import local_paths
from siaga.intake.rows import UNKNOWN, AccessRows, Int64s

STRAY = 10
"""Lines of a host name that may still be put down to the site of its file, before the name is believed."""


class Selector:
    """Picks a superset of what the ledger keeps: it knows only its own part of the file.

    The ledger calls a script new by all requests of its site so far, this class by those of one host
    name in its own part, which are fewer: so whatever the ledger finds new is new here too. A host's
    first STRAY lines are not counted: the ledger may have put them down to another site.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[bytes, bytes]] = Counter()
        self._lines: Counter[bytes] = Counter()
        self._home = HomeSampler(HOME_PER_HOUR + STRAY)

    def raw_lines(self, rows: AccessRows, hit_row: Int64s) -> dict[int, bytes]:
        """Return the raw lines, by row, that may be kept."""
        facts = facts_of(rows, hit_row)
        wanted = np.zeros(len(rows), np.bool_)
        codes = rows.host.codes if rows.host is not None else np.full(len(rows), UNKNOWN, np.int32)
        for code in np.unique(codes).tolist():
            host = b"" if rows.host is None or code < 0 else rows.host.values[code]
            mine = np.flatnonzero(codes == code)
            wanted[mine] = self._wanted(host, rows, mine, facts.take(mine))
        starts = rows.lines.offset - rows.block.offset
        data, lengths = rows.block.data, rows.lines.length
        return {
            row: data[starts[row] : starts[row] + lengths[row]] for row in np.flatnonzero(wanted).tolist()
        }

    def _wanted(self, host: bytes, rows: AccessRows, mine: Int64s, facts: RowFacts) -> Mask:
        paths, local = local_paths(rows.target, rows.target.codes[mine])
        kinds = np.array([kind_of(path) for path in paths], np.int32)
        before = np.array([self._seen[host, path] for path in paths], np.int64)
        if self._lines[host] >= STRAY:
            for path, count in zip(paths, np.bincount(local, minlength=len(paths)).tolist(), strict=True):
                self._seen[host, path] += count
        self._lines[host] += len(mine)
        wanted = interesting(kinds[local], before[local], rows.status[mine], facts)
        home = (kinds[local] & Kind.HOME) != 0
        candidates = np.flatnonzero(home & ~wanted & facts.served & facts.benign)
        wanted[self._home.sample(host.decode("latin-1"), candidates, facts.time_us)] = True
        return wanted
