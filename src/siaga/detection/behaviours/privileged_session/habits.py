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

EARLY_HOURS, LATE_HOURS = 2, 6
"""People stay up to finish something far more often than they rise early for it."""

SIGNED_SESSIONS, SIGNED_SHARE = 5, 0.8
"""So many sessions, and so great a share with a login, tell how this site lets its people in."""

OFTEN = 2
"""So many days make an act or a browser usual."""


@dataclass(slots=True)
class Habits:
    """Networks and hours of earlier sessions that raised no suspicion."""

    networks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    hours: set[int] = field(default_factory=set)
    night: frozenset[int] | None = None
    regular: dict[str, set[int]] = field(default_factory=dict)
    """Hours (UTC) of networks that come again and again, before and after."""
    acts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    agents: dict[bytes, set[int]] = field(default_factory=lambda: defaultdict(set))
    sessions: int = 0
    signed: int = 0
    """How many sessions there were, and how many of them with a login of their own."""

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

    def odd_hour(self, at_us: int, client: str = "") -> bool:
        """Say whether an hour of the day (UTC) is far from every hour that others' sessions are known at."""
        hour = at_us // _HOUR_US % 24
        if self.night is not None and hour not in self.night:
            return False
        late = EARLY_HOURS if self._deep_in_the_night(hour) else LATE_HOURS
        others = (hours for net, hours in self.regular.items() if net != wide(client))
        known_hours = self.hours.union(*others)
        return bool(known_hours) and all(
            (known - hour) % 24 > EARLY_HOURS and (hour - known) % 24 > late for known in known_hours
        )

    def _deep_in_the_night(self, hour: int) -> bool:
        """Say whether the site has been asleep for hours already: overtime does not reach that far."""
        return self.night is not None and {(hour - 1) % 24, (hour - 2) % 24} <= self.night

    def usual_act(self, name: str) -> bool:
        """Say whether staff do this again and again."""
        return len(self.acts.get(name, ())) >= OFTEN

    def usual_agent(self, agent: bytes | None) -> bool:
        """Say whether staff use this very browser."""
        return agent is not None and len(self.agents.get(agent, ())) >= OFTEN

    @property
    def tells_logins(self) -> bool:
        """Say whether nearly every session begins with a login, so that one without is strange."""
        return self.sessions >= SIGNED_SESSIONS and self.signed >= SIGNED_SHARE * self.sessions

    def foreign_agents(self, session: Session) -> bool:
        """Say whether browsers did it, and nobody here ever used any of them; a server that asks itself is none."""
        agents = {page.agent or b"" for page in session.pages}
        return all(agent.startswith(b"Mozilla/") and agent not in self.agents for agent in agents)

    def learn(self, session: Session) -> None:
        """Remember a session as usual."""
        self.networks[wide(session.client)].add(session.start_us // _DAY_US)
        self.sessions += 1
        self.signed += session.sign_in is not None
        self.hours.update(page.time_us // _HOUR_US % 24 for page in session.pages)
        day = session.start_us // _DAY_US
        for _, act in session.acts:
            self.acts[act.name].add(day)
        for page in session.pages:
            self.agents[page.agent or b""].add(day)
