"""Moves: the single requests that behaviours may need to look at again, kept within bounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from siaga.detection.ledger.kinds import Kind


@dataclass(slots=True)
class Place:
    """Where a line stands: file name, 1-based number, byte offset (decompressed)."""

    file: str
    line_no: int
    offset: int


@dataclass(slots=True)
class Move:
    """One request. Times in UTC µs, sizes in bytes, durations in µs; UNKNOWN (-1) where not logged.

    `rules` are the indices of signatures that matched; `raw` is the line without its line end.
    """

    time_us: int
    site: str
    client: str
    method: bytes
    path: bytes
    query: bytes
    status: int
    size: int
    duration_us: int
    referrer: bytes | None
    agent: bytes | None
    user: str
    kind: Kind
    rules: tuple[int, ...]
    place: Place
    raw: bytes

    @property
    def served(self) -> bool:
        """Whether the server answered with content (2xx or 304)."""
        return 200 <= self.status < 300 or self.status == 304

    @property
    def writes(self) -> bool:
        """Whether the method carries a body that may change something."""
        return self.method not in (b"GET", b"HEAD", b"OPTIONS", b"")


@dataclass(slots=True)
class Retention:
    """How many moves are kept: per (site, client, path, method), and the ceiling of all together."""

    per_key: int = 200
    ceiling: int = 300_000
    tight: int = 6


class Moves:
    """Keeps moves in arrival order; what is over the bounds is counted, not kept."""

    def __init__(self, retention: Retention | None = None) -> None:
        self._retention = retention or Retention()
        self._kept: list[Move] = []
        self._seen: Counter[tuple[str, str, bytes, bytes]] = Counter()
        self.left_out = 0

    def __len__(self) -> int:
        return len(self._kept)

    def wants(self, site: str, client: str, path: bytes, method: bytes) -> bool:
        """Count one request for its key and say whether it should be kept."""
        key = (site, client, path, method)
        self._seen[key] += 1
        full = len(self._kept) >= self._retention.ceiling
        limit = self._retention.tight if full else self._retention.per_key
        if self._seen[key] <= limit:
            return True
        self.left_out += 1
        return False

    def keep(self, move: Move) -> None:
        """Keep a move."""
        self._kept.append(move)

    def times_seen(self, site: str, client: str, path: bytes, method: bytes) -> int:
        """Return how often a client asked for a path with a method, kept or not."""
        return self._seen[site, client, path, method]

    def in_time(self) -> list[Move]:
        """Return all moves by time, then file and line."""
        return sorted(self._kept, key=lambda m: (m.time_us, m.place.file, m.place.line_no))
