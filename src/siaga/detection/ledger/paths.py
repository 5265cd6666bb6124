"""Per-URL figures of one site: how often, how large, how widely and since when each path was served."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.facts import NEVER, RowFacts
from siaga.detection.ledger.growing import OTHERS, Ceiling, GrowingTable
from siaga.detection.ledger.pairs import Pairs
from siaga.detection.ledger.tallying import tallied
from siaga.intake.rows import Int64s

_BITS = 64

_LONGEST = 512
"""Longer paths, in bytes, are remembered by their beginning and a digest."""


@dataclass(frozen=True, slots=True)
class PathFigures:
    """One path: counts of requests, of served ones (2xx), with a body, with a referrer.

    Sizes in bytes are over served requests without a body and without an attack signature;
    `spread` estimates the number of distinct clients, good up to about 100. Times in UTC µs;
    `first_served_us` is NEVER when it never was, `first_missing_us` when it never was answered 404 or 410.
    """

    hits: int
    served: int
    writes: int
    referred: int
    sized: int
    smallest: int
    largest: int
    mean: float
    deviation: float
    first_us: int
    first_served_us: int
    first_missing_us: int
    last_us: int
    spread: int


@dataclass(slots=True)
class PathBatch:
    """The figures of one block's paths: parallel arrays over the pairs of host and path.

    Columns as in `PathFigures`; times in UTC µs, NEVER (-NEVER for the last) where there is none.
    """

    pairs: Pairs
    counts: Int64s  # hits, served, writes, referred, sized
    first: Int64s
    first_served: Int64s
    first_missing: Int64s
    last: Int64s
    smallest: Int64s
    largest: Int64s
    sums: npt.NDArray[np.float64]
    clients: npt.NDArray[np.uint64]

    @staticmethod
    def of(pairs: Pairs, facts: RowFacts) -> PathBatch:
        """Count a block's rows."""
        count, of_row, served, missing = len(pairs), pairs.of_row, facts.served, facts.missing
        sized = served & facts.benign & (facts.size >= 0) & ~facts.writes
        counts = tallied(of_row, count, (facts.served, facts.writes, facts.referred, sized))
        of, size = of_row[sized], facts.size[sized]
        started = facts.started_us
        batch = PathBatch(
            pairs, counts,
            np.full(count, NEVER), np.full(count, NEVER), np.full(count, NEVER), np.full(count, -NEVER),
            np.full(count, NEVER), np.full(count, -1),
            np.stack((np.bincount(of, size, count), np.bincount(of, size.astype(np.float64) ** 2, count)), 1),
            np.zeros(count, np.uint64),
        )  # fmt: skip
        np.minimum.at(batch.smallest, of, size)
        np.maximum.at(batch.largest, of, size)
        np.minimum.at(batch.first, of_row, started)
        np.maximum.at(batch.last, of_row, facts.time_us)
        np.minimum.at(batch.first_served, of_row[served], started[served])
        np.minimum.at(batch.first_missing, of_row[missing], started[missing])
        np.bitwise_or.at(batch.clients, of_row, facts.client_bit)
        return batch


class Paths:
    """The paths of one site."""

    def __init__(self, ceiling: Ceiling | None = None) -> None:
        self._table: GrowingTable[bytes] = GrowingTable(
            {
                "counts": (np.int64, 0, 5),  # hits, served, writes, referred, sized
                "first": (np.int64, NEVER, 1),
                "first_served": (np.int64, NEVER, 1),
                "first_missing": (np.int64, NEVER, 1),
                "last": (np.int64, -NEVER, 1),
                "smallest": (np.int64, NEVER, 1),
                "largest": (np.int64, -1, 1),
                "sums": (np.float64, 0, 2),
                "clients": (np.uint64, 0, 1),
            },
            ceiling,
        )
        self._known: dict[bytes, PathFigures | None] = {}

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, path: bytes) -> bool:
        return _key(path) in self._table

    @property
    def left_out(self) -> int:
        """Requests for paths beyond the ceiling, which are counted together only."""
        return int(self._table.column("counts")[OTHERS, 0])

    def names(self) -> list[bytes]:
        """Return all paths in order of first appearance; overlong ones by what is remembered of them."""
        return self._table.keys()

    def add(self, batch: PathBatch, which: Int64s) -> Int64s:
        """Add the pairs of a batch that are this site's. Returns, for each of them, its hits before.

        Beyond the ceiling only paths that were served get figures of their own; of the others, which
        count together, none was asked for before.
        """
        self._known.clear()
        keys = [_key(name) for name in batch.pairs.texts(which)]
        rows = self._table.rows(keys, batch.counts[which, 1] > 0)
        column = self._table.column
        counts = column("counts")
        before: Int64s = np.where(rows == OTHERS, 0, counts[rows, 0])
        # Several hosts' pairs may be one path of the site.
        np.add.at(counts, rows, batch.counts[which])
        np.add.at(column("sums"), rows, batch.sums[which])
        np.bitwise_or.at(column("clients"), rows, batch.clients[which])
        for name in ("first", "first_served", "first_missing", "smallest"):
            np.minimum.at(column(name), rows, getattr(batch, name)[which])
        for name in ("last", "largest"):
            np.maximum.at(column(name), rows, getattr(batch, name)[which])
        return before

    def figures(self, path: bytes) -> PathFigures | None:
        """Return the figures of one path, or None when it was never seen."""
        if path not in self._known:
            self._known[path] = self._figures(path)
        return self._known[path]

    def _figures(self, path: bytes) -> PathFigures | None:
        row = self._table.find(_key(path))
        if row is None:
            return None
        column = self._table.column
        hits, served, writes, referred, sized = column("counts")[row].tolist()
        total, squares = column("sums")[row].tolist()
        mean = total / sized if sized else 0.0
        return PathFigures(
            hits, served, writes, referred, sized,
            smallest=int(column("smallest")[row]) if sized else 0,
            largest=int(column("largest")[row]) if sized else 0,
            mean=mean,
            deviation=max(0.0, squares / sized - mean * mean) ** 0.5 if sized else 0.0,
            first_us=int(column("first")[row]),
            first_served_us=int(column("first_served")[row]),
            first_missing_us=int(column("first_missing")[row]),
            last_us=int(column("last")[row]),
            spread=_estimate(int(column("clients")[row]).bit_count()),
        )  # fmt: skip


def _key(path: bytes) -> bytes:
    if len(path) <= _LONGEST:
        return path
    return path[: _LONGEST // 2] + blake2b(path, digest_size=16).hexdigest().encode()


def _estimate(bits: int) -> int:
    """Estimate distinct clients from a 64-bit map by linear counting (Whang, Vander-Zanden, Taylor 1990)."""
    if bits >= _BITS:
        return 1_000
    return round(-_BITS * float(np.log1p(-bits / _BITS)))
