"""What is usual for accounts and machines: networks, hours, and the history of guesses against them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from siaga.detection.ledger.happenings import Happening
from siaga.foundation.networks import near, wide

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
LONG_DAYS = 7
"""Days with good logins from which on a past is long."""

EARLY_HOURS, LATE_HOURS, EVENING_HOURS = 2, 6, 9
"""People stay up to finish something far more often than they rise early for it, from home until the town sleeps."""

ROAMING_NETWORKS, REGULAR_DAYS, REGULAR_TIMES = 5, 5, 3
OWN_PLACES = 2
"""The office and a home: whoever works for long from so few places is known by them, whatever others do."""


@dataclass(slots=True)
class Past:
    """What is known of an account or a machine: where good logins came from and at which hours."""

    networks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    hours: set[int] = field(default_factory=set)
    known_days: set[int] = field(default_factory=set)
    last: Happening | None = None

    def learn(self, login: Happening) -> None:
        """Remember a good login as usual."""
        event = login.event
        self.networks[wide(event.client_ip)].add(event.time_us // DAY_US)
        self.known_days.add(event.time_us // DAY_US)
        self.hours.add(event.time_us // HOUR_US % 24)
        self.last = login

    @property
    def days(self) -> int:
        """On how many days there were good logins."""
        return len(self.known_days)

    @property
    def settled(self) -> bool:
        """Whether there is enough to call something new."""
        return self.days >= 2

    def odd_hour(self, at_us: int, night: frozenset[int] | None = None) -> bool:
        """Say whether an hour is well before every known one, and later than overtime reaches.

        `night` are the hours (UTC) at which the site's public sleeps, None where that is not known. As another
        log's clock may be off, they only lengthen the evening.
        """
        hour = at_us // HOUR_US % 24
        late = LATE_HOURS if night is None or hour in night else EVENING_HOURS
        return all((known - hour) % 24 > EARLY_HOURS and (hour - known) % 24 > late for known in self.hours)


def elsewhere(login: Happening, logins: Sequence[Happening]) -> Past:
    """Return what the other networks' logins tell of a login's account, if it began before and went on after.

    A young log says little of what came before; but whoever is found at one place on days before and
    after was at home there all along.
    """
    event, past = login.event, Past()
    mine = [
        other
        for other in logins
        if (other.event.application, other.event.user) == (event.application, event.user)
        and wide(other.event.client_ip) != wide(event.client_ip)
    ]
    times = [other.event.time_us for other in mine]
    if times and min(times) < event.time_us < max(times):
        for other in mine:
            past.learn(other)
    return past


class Habit:
    """What the whole log says of an account: networks it comes from again and again, and roaming ones."""

    def __init__(self, logins: Sequence[Happening]) -> None:
        days: dict[tuple[str, str], set[int]] = defaultdict(set)
        networks: dict[str, set[str]] = defaultdict(set)
        span: dict[str, set[int]] = defaultdict(set)
        for login in logins:
            event, net = login.event, wide(login.event.client_ip)
            days[event.user, net].add(event.time_us // DAY_US)
            networks[event.user].add(net)
            span[event.user].add(event.time_us // DAY_US)
        self._regular = frozenset(
            key
            for key, seen in days.items()
            if len(seen) >= REGULAR_TIMES and max(seen) - min(seen) >= REGULAR_DAYS
        )
        self._days, self._networks = dict(days), dict(networks)
        self._roaming = frozenset(
            user
            for user, nets in networks.items()
            if len(nets) >= ROAMING_NETWORKS and max(span[user]) - min(span[user]) >= REGULAR_DAYS
        )

    def regular(self, login: Happening) -> bool:
        """Say whether this account comes from this network again and again, days apart."""
        return (login.event.user, wide(login.event.client_ip)) in self._regular

    def steadfast(self, login: Happening) -> bool:
        """Say whether this account comes for long days from a place or two, other than where this login came from."""
        user, here = login.event.user, wide(login.event.client_ip)
        own = self._networks.get(user, set()) - {here}
        if not 0 < len(own) <= OWN_PLACES:
            return False
        return len(set().union(*(self._days[user, network] for network in own))) >= LONG_DAYS

    def roaming(self, login: Happening) -> bool:
        """Say whether this account comes from many networks over days (a build service, a traveller)."""
        return login.event.user in self._roaming


class Timeline:
    """Happenings by a key, searchable by time."""

    def __init__(self) -> None:
        self._times: dict[str, list[int]] = defaultdict(list)
        self._items: dict[str, list[Happening]] = defaultdict(list)

    def add(self, key: str, happening: Happening) -> None:
        """Add a happening; they come in time order."""
        self._times[key].append(happening.event.time_us)
        self._items[key].append(happening)

    def between(self, key: str, from_us: int, to_us: int) -> list[Happening]:
        """Return the happenings of a key in [from_us, to_us]."""
        times = self._times.get(key, [])
        return self._items.get(key, [])[bisect_left(times, from_us) : bisect_right(times, to_us)]


def guess_key(happening: Happening) -> str:
    """Return the key by which failed logins of one small network are gathered."""
    return near(happening.event.client_ip)
