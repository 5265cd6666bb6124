"""Moves: the single requests that behaviours may need to look at again, kept within bounds."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from siaga.detection.ledger.room import Room, Seen, number_of


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


_LATEST, _LATEST_KEYS = 40, 2_000
_SAME_SIZE = 64
"""Answers are taken for equal in size within so many bytes."""


@dataclass(slots=True)
class Retention:
    """How many moves are kept: per (site, client, path, method), and the ceiling of all together."""

    per_key: int = 60
    ceiling: int = 300_000
    tight: int = 6
    sizes: int = 80
    """Beyond `per_key`, so many more are kept for the different sizes of their answers."""


def key_of(site: str, client: str, path: bytes, method: bytes) -> int:
    """Return the number that stands for a site, client, path and method."""
    return number_of(site, client) ^ number_of(b"path", path) ^ number_of(b"method", method)


class Moves:
    """Keeps moves in arrival order; what is over the bounds is counted, not kept."""

    def __init__(self, retention: Retention | None = None, room: Room | None = None) -> None:
        self._retention = retention or Retention()
        self._room = room or Room()
        self._kept: list[Move] = []
        self._seen = Seen()
        self._latest: dict[tuple[str, str, bytes], deque[Move]] = {}
        self._answers: dict[int, set[int]] = {}
        self.left_out = 0

    def __len__(self) -> int:
        return len(self._kept)

    def wants(
        self, site: str, client: str, path: bytes, method: bytes, size: int = -1, *, refused: bool = False
    ) -> bool:
        """Count one request for its key and say whether it should be kept.

        Beyond the bound of a key, what is answered with a size not met there before is still kept. When
        the room is full, what the server refused is only counted.
        """
        return self.wants_key(key_of(site, client, path, method), size, refused=refused)

    def wants_key(self, key: int, size: int = -1, *, refused: bool = False) -> bool:
        """Do as `wants`, for a key that stands for site, client, path and method."""
        seen = self._seen.add_number(key)
        full = len(self._kept) >= self._retention.ceiling or self._room.full
        limit = self._retention.tight if full else self._retention.per_key
        if self._room.spent or (self._room.full and refused):
            limit = 0
        if seen <= limit:
            return True
        if not full and size >= 0:
            answers = self._answers.setdefault(key, set())
            if size // _SAME_SIZE not in answers and len(answers) < self._retention.sizes:
                answers.add(size // _SAME_SIZE)
                return True
        self.left_out += 1
        return False

    def keep(self, move: Move) -> None:
        """Keep a move."""
        self._room.take(move.raw, move.path, move.query)
        self._kept.append(move)

    def keep_latest(self, move: Move) -> None:
        """Keep a move for as long as it is among the latest of its client and path (bounded)."""
        key = (move.site, move.client, move.path)
        if key in self._latest or len(self._latest) < _LATEST_KEYS:
            self._latest.setdefault(key, deque(maxlen=_LATEST)).append(move)

    def times_seen(self, site: str, client: str, path: bytes, method: bytes) -> int:
        """Return how often a client asked for a path with a method, kept or not."""
        return self._seen.times_number(key_of(site, client, path, method))

    def in_time(self) -> list[Move]:
        """Return all moves by time, then file and line."""
        latest = [move for moves in self._latest.values() for move in moves]
        return sorted(self._kept + latest, key=lambda m: (m.time_us, m.place.file, m.place.line_no))
