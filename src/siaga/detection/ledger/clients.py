"""Per-client figures of one site: how much each address asked for and in which manner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.facts import NEVER, RowFacts
from siaga.detection.ledger.growing import OTHERS, Ceiling, GrowingTable


@dataclass(frozen=True, slots=True)
class ClientFigures:
    """One client on one site: counts of requests; `bytes_sent` to it; times in UTC µs."""

    requests: int
    failed: int
    writes: int
    referred: int
    attacks: int
    bytes_sent: int
    first_us: int
    last_us: int


class Clients:
    """The clients of one site."""

    def __init__(self, ceiling: Ceiling | None = None) -> None:
        self._table: GrowingTable[bytes] = GrowingTable(
            {
                "counts": (np.int64, 0, 6),  # requests, failed, writes, referred, attacks, bytes
                "first": (np.int64, NEVER, 1),
                "last": (np.int64, -NEVER, 1),
            },
            ceiling,
        )

    def __len__(self) -> int:
        return len(self._table)

    @property
    def left_out(self) -> int:
        """Requests of clients beyond the ceiling, which are counted together only."""
        return int(self._table.column("counts")[OTHERS, 0])

    def names(self) -> list[bytes]:
        """Return all clients in order of first appearance: the client in row n stands at n - 1."""
        return self._table.keys()

    def add(self, names: list[bytes], local: npt.NDArray[np.int64], facts: RowFacts) -> npt.NDArray[np.int64]:
        """Add a block's rows; `local` gives each row's place in `names`. Returns each row's client's row."""
        rows, local = np.unique(self._table.rows(names)[local], return_inverse=True)
        count = len(rows)
        counts = self._table.column("counts")
        masks = (None, facts.failed, facts.writes, facts.referred, ~facts.benign)
        for place, mask in enumerate(masks):
            counts[rows, place] += np.bincount(local if mask is None else local[mask], minlength=count)
        size = np.maximum(facts.size, 0)
        counts[rows, 5] += np.bincount(local, size, count).astype(np.int64)
        every = rows[local]
        np.minimum.at(self._table.column("first"), every, facts.started_us)
        np.maximum.at(self._table.column("last"), every, facts.time_us)
        return every

    def figures(self, client: bytes) -> ClientFigures | None:
        """Return the figures of one client, or None when it was never seen."""
        row = self._table.find(client)
        if row is None:
            return None
        requests, failed, writes, referred, attacks, sent = self._table.column("counts")[row].tolist()
        first, last = int(self._table.column("first")[row]), int(self._table.column("last")[row])
        return ClientFigures(requests, failed, writes, referred, attacks, sent, first, last)

    def median_bytes(self) -> float:
        """Return the median of bytes sent per client, 0.0 when there are none."""
        if not len(self):
            return 0.0
        return float(np.median(self._table.column("counts")[1 : len(self) + 1, 5]))
