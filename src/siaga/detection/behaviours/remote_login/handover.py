"""Accounts that follow one another at one address: who was refused there comes back as somebody else."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.past import HOUR_US, Past, Timeline
from siaga.detection.ledger.happenings import Happening
from siaga.foundation.networks import wide
from siaga.intake.rows import NO_TIME


@dataclass(slots=True)
class Handover:
    """What was done from each address, by whichever account."""

    happenings: list[Happening]
    _by_address: Timeline = field(default_factory=Timeline)

    def __post_init__(self) -> None:
        for happening in self.happenings:
            event = happening.event
            if event.client_ip and event.user and event.time_us != NO_TIME:
                self._by_address.add(f"{event.application} {event.client_ip}", happening)

    def weigh(self, login: Happening, past: Past, case: Case) -> None:
        """Add points where another account was in use at the same address, and was refused something."""
        event = login.event
        if not past.settled or wide(event.client_ip) in past.networks:
            return
        key = f"{event.application} {event.client_ip}"
        before = self._by_address.between(key, event.time_us - HOUR_US, event.time_us)
        others = [h for h in before if h.event.user != event.user and h.event.outcome != "failure"]
        refused = [
            h
            for h in before
            if h.event.user != event.user and h.event.outcome == "failure" and h.event.action != "login"
        ]
        if not others or not refused:
            return
        other = refused[-1].event.user
        case.grave(
            4,
            f"minutes after {other} was refused something at the same address",
            f"beberapa saat setelah {other} ditolak di alamat yang sama",
        )
        case.suspicion.cite("refused", refused[0], refused[-1])
