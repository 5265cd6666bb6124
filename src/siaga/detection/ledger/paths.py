"""Per-URL figures of one site: how often, how large, how widely and since when each path was served."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.facts import NEVER, RowFacts
from siaga.detection.ledger.growing import OTHERS, Ceiling, GrowingTable

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

    def add(self, names: list[bytes], local: npt.NDArray[np.int64], facts: RowFacts) -> npt.NDArray[np.int64]:
        """Add a block's rows; `local` gives each row's place in `names`. Returns hits before, per name.

        Beyond the ceiling only paths that were served get figures of their own; of the others, which
        count together, none was asked for before.
        """
        served = np.bincount(local[facts.served], minlength=len(names)) > 0
        of_name = self._table.rows([_key(name) for name in names], served)
        rows, place_of = np.unique(of_name, return_inverse=True)
        local, count = place_of[local], len(rows)
        column = self._table.column
        counts = column("counts")
        before: npt.NDArray[np.int64] = np.where(of_name == OTHERS, 0, counts[of_name, 0])
        sized = facts.served & facts.benign & (facts.size >= 0) & ~facts.writes
        for place, mask in enumerate((None, facts.served, facts.writes, facts.referred, sized)):
            which = local if mask is None else local[mask]
            counts[rows, place] += np.bincount(which, minlength=count)
        of, size = local[sized], facts.size[sized]
        sums = column("sums")
        sums[rows, 0] += np.bincount(of, size, count)
        sums[rows, 1] += np.bincount(of, size.astype(np.float64) ** 2, count)
        np.minimum.at(column("smallest"), rows[of], size)
        np.maximum.at(column("largest"), rows[of], size)
        every, served = rows[local], facts.served
        started = facts.started_us
        np.minimum.at(column("first"), every, started)
        np.maximum.at(column("last"), every, facts.time_us)
        np.minimum.at(column("first_served"), every[served], started[served])
        missing = facts.missing
        np.minimum.at(column("first_missing"), every[missing], started[missing])
        np.bitwise_or.at(column("clients"), every, facts.client_bit)
        return before

    def figures(self, path: bytes) -> PathFigures | None:
        """Return the figures of one path, or None when it was never seen."""
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
