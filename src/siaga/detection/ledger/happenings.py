"""Happenings: the events of other logs (logins, transfers, errors), kept within bounds, with their site."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.detection.ledger.moves import Place
from siaga.detection.ledger.room import Room, Seen
from siaga.intake.rows import Event

PER_KEY, TIGHT = 200, 6
"""How many of one kind of event are kept per client, account and hour: usually, and when room is short."""

_EVERYDAY = frozenset({"error", "read"})
_HOUR_US = 3_600_000_000


@dataclass(slots=True)
class Happening:
    """One event of a log that is not a web access log, with its raw line.

    `owner` is the site it belongs to, or the machine when it may concern several sites.
    """

    owner: str
    source: str
    event: Event
    place: Place
    raw: bytes


class Doorkeeper:
    """Says which events are kept; those left out are counted."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._seen = Seen()
        self.left_out = 0

    def admits(self, source: str, event: Event, raw: bytes) -> bool:
        """Count one event and say whether to keep it: a flood of failures must not crowd out a success."""
        key = (source, event.application, event.action, event.outcome, event.client_ip)
        seen = self._seen.add(*key, event.user, str(event.time_us // _HOUR_US))
        limit = TIGHT if self._room.full else PER_KEY
        usual = event.outcome == "failure" or event.action in _EVERYDAY
        # Whoever reads by the hundred shows early: readers must leave room for what is rarer.
        crowded = event.action == "read" and self._room.used * 2 >= self._room.most
        if self._room.spent or (self._room.full and usual) or crowded or seen > limit:
            self.left_out += 1
            return False
        self._room.take(len(raw) + len(event.message))
        return True
