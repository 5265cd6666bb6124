"""Stays: what one browser did with an account, in one session or without a long pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from siaga.detection.behaviours.stolen_account.use import Use
from siaga.detection.scene.device import UNKNOWN, Device
from siaga.foundation.networks import near

DAY_US = 24 * 3_600 * 1_000_000
PAUSE_US = DAY_US // 2
"""Where the log tells no session, so long a silence ends a stay."""


@dataclass(slots=True)
class Stay:
    """Uses of one account that belong together, in time order."""

    uses: list[Use] = field(default_factory=list)

    @property
    def start_us(self) -> int:
        """When it began."""
        return self.uses[0].time_us

    @property
    def end_us(self) -> int:
        """When it was last in use."""
        return self.uses[-1].time_us

    @property
    def days(self) -> set[int]:
        """The days (UTC) on which it was in use."""
        return {use.time_us // DAY_US for use in self.uses}

    @property
    def networks(self) -> set[str]:
        """The wider networks that it was used from."""
        return {use.network for use in self.uses}

    @property
    def places(self) -> set[str]:
        """The small networks that it was used from."""
        return {near(use.client) for use in self.uses}

    @property
    def clients(self) -> set[str]:
        """The addresses that it was used from."""
        return {use.client for use in self.uses}

    @property
    def devices(self) -> set[Device]:
        """The devices as far as they are told."""
        return {use.device for use in self.uses if use.device.system or use.device.program}

    @property
    def countries(self) -> set[str]:
        """The countries as far as they are told."""
        return {use.country for use in self.uses if use.country}

    @property
    def registered(self) -> set[str]:
        """The enrolled devices as far as they are told."""
        return {use.registered for use in self.uses if use.registered}

    @property
    def by_browser(self) -> bool:
        """Whether a person's browser was among its devices."""
        return any(device.is_browser for device in self.devices)

    def part(self, networks: set[str]) -> Stay:
        """Return the part of a stay that came from some networks."""
        return Stay([use for use in self.uses if use.network in networks])


def stays_of(uses: Sequence[Use]) -> list[Stay]:
    """Arrange one account's uses, in time order, into stays by their start."""
    found: list[Stay] = []
    sessions: dict[str, Stay] = {}
    open_ones: dict[tuple[str, Device], Stay] = {}
    for use in uses:
        stay = sessions.get(use.session) if use.session else _open(open_ones, use)
        if stay is None:
            stay = Stay()
            found.append(stay)
        if use.session:
            sessions[use.session] = stay
        else:
            open_ones[use.network, use.device] = stay
        stay.uses.append(use)
    return found


def _open(stays: dict[tuple[str, Device], Stay], use: Use) -> Stay | None:
    """Return the stay that a use goes on with; a line that tells no device goes with any of its network."""
    for key in ((use.network, use.device), (use.network, UNKNOWN)):
        stay = stays.get(key)
        if stay is not None and use.time_us - stay.end_us <= PAUSE_US:
            return stay
    if use.device == UNKNOWN:
        fitting = [one for (network, _), one in stays.items() if network == use.network]
        latest = max(fitting, key=lambda one: one.end_us, default=None)
        if latest is not None and use.time_us - latest.end_us <= PAUSE_US:
            return latest
    return None
