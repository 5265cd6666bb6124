"""What is usual for a site's privileged sessions: from which networks, at which hours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from siaga.detection.scene.sessions import Session
from siaga.foundation.networks import wide

_HOUR_US = 3_600_000_000
_DAY_US = 24 * _HOUR_US
LONG_DAYS = 3
"""Days with sessions from which on a site's networks are well known."""

_NEAR_HOURS = 2


@dataclass(slots=True)
class Habits:
    """Networks and hours of earlier sessions that raised no suspicion."""

    networks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    hours: set[int] = field(default_factory=set)
    night: frozenset[int] | None = None

    def knows_network(self, client: str) -> bool:
        """Say whether a client's wider network had a session before."""
        return wide(client) in self.networks

    @property
    def settled(self) -> bool:
        """Whether there is enough history to call something new: sessions on two days or more."""
        return len({day for days in self.networks.values() for day in days}) >= 2

    @property
    def long(self) -> bool:
        """Whether the history is long enough for a new network to weigh more."""
        return len({day for days in self.networks.values() for day in days}) >= LONG_DAYS

    def odd_hour(self, at_us: int) -> bool:
        """Say whether an hour of the day (UTC) is far from every hour that sessions are known at."""
        hour = at_us // _HOUR_US % 24
        if self.night is not None and hour not in self.night:
            return False
        apart = (min((hour - known) % 24, (known - hour) % 24) for known in self.hours)
        return bool(self.hours) and all(distance > _NEAR_HOURS for distance in apart)

    def learn(self, session: Session) -> None:
        """Remember a session as usual."""
        self.networks[wide(session.client)].add(session.start_us // _DAY_US)
        self.hours.update(page.time_us // _HOUR_US % 24 for page in session.pages)
