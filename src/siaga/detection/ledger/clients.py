"""Per-client figures of one site: how much each address asked for and in which manner."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.detection.ledger.facts import NEVER, RowFacts
from siaga.detection.ledger.growing import OTHERS, Ceiling, GrowingTable
from siaga.detection.ledger.pairs import Pairs
from siaga.detection.ledger.tallying import tallied
from siaga.intake.rows import Int64s


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


@dataclass(slots=True)
class ClientBatch:
    """The figures of one block's clients: parallel arrays over the pairs of host and client."""

    pairs: Pairs
    counts: Int64s  # requests, failed, writes, referred, attacks, bytes
    first: Int64s
    last: Int64s

    @staticmethod
    def of(pairs: Pairs, facts: RowFacts) -> ClientBatch:
        """Count a block's rows."""
        count, of_row = len(pairs), pairs.of_row
        counts = tallied(of_row, count, (facts.failed, facts.writes, facts.referred, ~facts.benign))
        sent = np.bincount(of_row, np.maximum(facts.size, 0), count).astype(np.int64)
        counts = np.concatenate((counts, sent[:, None]), 1)
        batch = ClientBatch(pairs, counts, np.full(count, NEVER), np.full(count, -NEVER))
        np.minimum.at(batch.first, of_row, facts.started_us)
        np.maximum.at(batch.last, of_row, facts.time_us)
        return batch


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

    def add(self, batch: ClientBatch, which: Int64s) -> None:
        """Add the pairs of a batch that are this site's."""
        rows = self._table.rows(batch.pairs.texts(which))
        np.add.at(self._table.column("counts"), rows, batch.counts[which])
        np.minimum.at(self._table.column("first"), rows, batch.first[which])
        np.maximum.at(self._table.column("last"), rows, batch.last[which])

    def figures(self, client: bytes) -> ClientFigures | None:
        """Return the figures of one client, or None when it was never seen."""
        row = self._table.find(client)
        if row is None:
            return None
        requests, failed, writes, referred, attacks, sent = self._table.column("counts")[row].tolist()
        first, last = int(self._table.column("first")[row]), int(self._table.column("last")[row])
        return ClientFigures(requests, failed, writes, referred, attacks, sent, first, last)
