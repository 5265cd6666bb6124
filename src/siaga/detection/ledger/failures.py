"""When each client's requests were refused or failed: what other logs' clocks are compared with."""

from __future__ import annotations

import numpy as np

from siaga.intake.rows import Int32s, Int64s

MOST_TIMES = 2_000_000
MOST_CLIENTS = 100_000
"""Bounds of one site: 12 bytes a time and some 150 a client."""


class Failures:
    """The times of refused requests of one site, by client; beyond the bounds they are only counted."""

    def __init__(self, most_times: int = MOST_TIMES, most_clients: int = MOST_CLIENTS) -> None:
        self._most_times = most_times
        self._most_clients = most_clients
        self._clients: dict[bytes, int] = {}
        self._blocks: list[tuple[Int32s, Int64s]] = []
        self._kept = 0
        self.left_out = 0

    def add(self, names: list[bytes], local: Int64s, time_us: Int64s) -> None:
        """Remember when requests failed (UTC µs); `local` gives each row's place in `names`."""
        places = np.full(len(names), -1, np.int32)
        for used in np.unique(local).tolist():
            places[used] = self._place(names[used])
        who = places[local]
        kept = np.flatnonzero(who >= 0)[: max(0, self._most_times - self._kept)]
        self.left_out += len(who) - len(kept)
        if len(kept):
            self._kept += len(kept)
            self._blocks.append((who[kept], time_us[kept]))

    def _place(self, name: bytes) -> int:
        place = self._clients.get(name)
        if place is None:
            if len(self._clients) >= self._most_clients:
                return -1
            place = self._clients[name] = len(self._clients)
        return place

    def times(self) -> dict[str, Int64s]:
        """Return the times (UTC µs) by client, in the order they came."""
        if not self._blocks:
            return {}
        who = np.concatenate([block[0] for block in self._blocks])
        order = np.argsort(who, kind="stable")
        times = np.concatenate([block[1] for block in self._blocks])[order]
        places, starts = np.unique(who[order], return_index=True)
        names = list(self._clients)
        return {
            names[place].decode("utf-8", "replace"): piece
            for place, piece in zip(places.tolist(), np.split(times, starts[1:]), strict=True)
        }
