"""Moves: the single requests that behaviours may need to look at again, kept within bounds."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from siaga.detection.ledger.quota import Quota, Retention
from siaga.detection.ledger.room import Room


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
    kind: int
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


LATEST, _LATEST_KEYS = 40, 2_000
"""So many of the latest logins are kept per site, client and path, for so many of these."""


class Moves:
    """Keeps moves in arrival order; what is over the bounds is counted, not kept."""

    def __init__(self, retention: Retention | None = None, room: Room | None = None) -> None:
        self._room = room or Room()
        self._kept: list[Move] = []
        self._latest: dict[tuple[str, str, bytes], deque[Move]] = {}
        self._sorted: list[Move] | None = None
        self.quota = Quota(retention or Retention(), self._room)
        """Says what is kept; its order is that of the requests."""

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, *moves: Move) -> None:
        """Keep moves."""
        for move in moves:
            self._room.take(len(move.raw) + len(move.path) + len(move.query))
        self._kept += moves
        self._sorted = None

    def keep_latest(self, move: Move) -> None:
        """Keep a move for as long as it is among the latest of its client and path (bounded)."""
        key = (move.site, move.client, move.path)
        if key in self._latest or len(self._latest) < _LATEST_KEYS:
            self._latest.setdefault(key, deque(maxlen=LATEST)).append(move)
            self._sorted = None

    def in_time(self) -> list[Move]:
        """Return all moves by time, then file and line."""
        if self._sorted is None:
            latest = [move for moves in self._latest.values() for move in moves]
            self._sorted = sorted(
                self._kept + latest, key=lambda m: (m.time_us, m.place.file, m.place.line_no)
            )
        return self._sorted
