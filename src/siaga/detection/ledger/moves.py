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


Draft = tuple[
    int, str, str, bytes, bytes, bytes, int, int, int, bytes | None, bytes | None, str, int,
    tuple[int, ...], str, int, int, bytes,
]  # fmt: skip
"""All that a move is made of, in the order of its fields; most late ones never become one."""

LATEST, _LATEST_KEYS = 40, 2_000
"""So many of the latest logins are kept of each kind of request, for so many of these."""


def move_of(draft: Draft) -> Move:
    """Make a move."""
    return Move(*draft[:14], Place(*draft[14:17]), draft[17])


class Moves:
    """Keeps moves in arrival order; what is over the bounds is counted, not kept."""

    def __init__(self, retention: Retention | None = None, room: Room | None = None) -> None:
        self._room = room or Room()
        self._kept: list[Move] = []
        self._latest: dict[int, deque[Draft]] = {}
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

    def keep_latest(self, keys: list[int], drafts: list[Draft]) -> None:
        """Keep moves for as long as they are among the latest of their key, a number each (bounded)."""
        for key, draft in zip(keys, drafts, strict=True):
            known = self._latest.get(key)
            if known is not None:
                known.append(draft)
            elif len(self._latest) < _LATEST_KEYS:
                self._latest[key] = deque((draft,), LATEST)
        self._sorted = None

    def in_time(self) -> list[Move]:
        """Return all moves by time, then file and line."""
        if self._sorted is None:
            latest = [move_of(draft) for drafts in self._latest.values() for draft in drafts]
            self._sorted = sorted(
                self._kept + latest, key=lambda m: (m.time_us, m.place.file, m.place.line_no)
            )
        return self._sorted
