"""What is known of an account before a stay: places, devices, and what it does as its daily work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from siaga.detection.behaviours.stolen_account.acts import kind_of_act
from siaga.detection.behaviours.stolen_account.fetching import most_archives, most_fetched
from siaga.detection.behaviours.stolen_account.stay import DAY_US, Stay
from siaga.detection.behaviours.stolen_account.use import Use
from siaga.detection.scene.device import Device

SETTLED_DAYS = 2
"""Days of use from which on something new can be told."""

COLLEAGUES, COLLEAGUES_DAYS = 3, 2
"""So many accounts that come from a network on so many days make it a house of the office."""

REGISTERED_TIMES = 3
"""So many logins from enrolled devices, and none from others, are a rule that the office enforces."""

MANY_STAYS = 200
"""What came later is only looked through for accounts with fewer stays than this."""


@dataclass(slots=True)
class History:
    """Figures over an account's stays that nobody is suspected of."""

    days: set[int] = field(default_factory=set)
    networks: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    devices: set[Device] = field(default_factory=set)
    registered: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    fetched: int = 0
    """Most different files fetched within an hour."""
    archives: int = 0
    """Most whole archives fetched within an hour."""
    _enrolled_logins: int = 0
    _other_logins: int = 0

    def learn(self, stay: Stay) -> None:
        """Remember a stay as the account's own."""
        self.days |= stay.days
        self.networks |= stay.networks
        self.countries |= stay.countries
        self.devices |= stay.devices
        self.registered |= stay.registered
        self.acts |= {name for name in map(kind_of_act, stay.uses) if name}
        self.fetched = max(self.fetched, len(most_fetched(stay.uses)))
        self.archives = max(self.archives, len(most_archives(stay.uses)))
        for use in stay.uses:
            if use.signed and use.device.is_browser:
                self._enrolled_logins += bool(use.registered)
                self._other_logins += not use.registered

    def with_later(self, stay: Stay, later: Sequence[Stay]) -> History:
        """Return this history; where it is little, with what came after a stay from other networks than its."""
        if self.settled or len(later) > MANY_STAYS:
            return self
        whole = History(
            {*self.days}, {*self.networks}, {*self.countries}, {*self.devices}, {*self.registered}, {*self.acts},
            self.fetched, self.archives, self._enrolled_logins, self._other_logins,
        )  # fmt: skip
        for one in later:
            if not one.networks & stay.networks:
                whole.learn(one)
        return whole

    @property
    def settled(self) -> bool:
        """Whether there is enough to call something new."""
        return len(self.days) >= SETTLED_DAYS

    @property
    def always_registered(self) -> bool:
        """Whether every login of this account with a browser came from an enrolled device."""
        return self._enrolled_logins >= REGISTERED_TIMES and not self._other_logins


class Houses:
    """Networks where several accounts are at home."""

    def __init__(self, accounts: Mapping[str, Iterable[Use]]) -> None:
        days: dict[tuple[str, str], set[int]] = defaultdict(set)
        for user, uses in accounts.items():
            for use in uses:
                days[use.network, user].add(use.time_us // DAY_US)
        people: dict[str, int] = defaultdict(int)
        for (network, _), seen in days.items():
            people[network] += len(seen) >= COLLEAGUES_DAYS
        self._known = frozenset(network for network, count in people.items() if count >= COLLEAGUES)

    def __contains__(self, network: object) -> bool:
        return network in self._known
