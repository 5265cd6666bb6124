"""The world of a run: the story's calendar, its sites, and shorthand for making visitors."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from range.estate.addresses import seeded
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.engine import Stage
from range.visits.steps import Actor, Kind, Visit

START = datetime(2026, 10, 4, 17, 0, tzinfo=UTC).timestamp()
"""The story begins on Monday 5 October 2026, 00:00 WIB."""

STORY_DAYS = 24
"""Scenarios name days of a story this long; a shorter run squeezes them together."""

DAY = 86400.0
HOUR = 3600.0


class World:
    """All stages by the short name of their site, and the calendar."""

    def __init__(self, stages: dict[str, Stage], days: int, people: int, seed: int) -> None:
        self.stages = stages
        self.days = days
        self.people = people
        self.seed = seed

    @property
    def end(self) -> float:
        """The first virtual second after the story."""
        return START + self.days * DAY

    def at(self, day: float, hour: float, *, working: bool = False) -> float:
        """Return the virtual time of a day of the story (0 the first) at an hour WIB.

        `working` moves Saturdays and Sundays back to the Friday before.
        """
        squeezed = int(day * self.days // STORY_DAYS)
        if working and squeezed % 7 > 4:
            squeezed -= squeezed % 7 - 4
        return START + squeezed * DAY + hour * HOUR

    def day(self, day: float) -> int:
        """Return the day of this run on which a day of the story falls."""
        return int(day * self.days // STORY_DAYS)

    def stamp(self, at: float) -> str:
        """Return a virtual time's date in WIB as YYYYMMDD, as applications name their backups."""
        return f"{datetime.fromtimestamp(at + 7 * HOUR, UTC):%Y%m%d}"

    def actor(
        self,
        site: str,
        name: str,
        kind: Kind,
        *,
        scenario: str = "",
        step: str = "",
        accepts: tuple[str, ...] = (),
        note: str = "",
        users: tuple[str, ...] = (),
        by_others: bool = False,
    ) -> Actor:
        """Make an actor and tell the truth about it."""
        made = Actor(name, kind, site, scenario, step, accepts, note, users=set(users), by_others=by_others)
        return self.stages[site].actor(made)

    def browser(self, actor: Actor, ip: str, agent: str = DESK) -> Browser:
        """Make the browser of an actor on its site."""
        return Browser(actor, ip, agent, self.stages[actor.site].site.host)

    def go(self, site: str, at: float, visit: Visit) -> None:
        """Let a visit begin on a site."""
        self.stages[site].enter(visit, at)

    def dice(self, *parts: object) -> Random:
        """Return a generator that depends on the run's seed and `parts`."""
        return seeded(self.seed, *parts)
