"""Accounts at work at two desks at once, one of which is somebody else's: nobody can sit at both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from siaga.detection.behaviours.remote_login.case import Case
from siaga.detection.behaviours.remote_login.past import DAY_US, Timeline
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.device import device_of
from siaga.detection.scene.scene import Scene
from siaga.intake.rows import NO_TIME

PAUSE_US = 10 * 60 * 1_000_000
"""So long a silence ends a stay; whoever was at a desk before, and comes back after, does so within it."""

OWN_DAYS = 3
"""Days on which an account works at a desk of its own."""

_EVEN = 1.2
"""A page that renews itself does so in equal steps: the longest is at most so many times the shortest."""

_ACTS = frozenset(
    {"account_change", "content_change", "delete", "export", "password_change", "privileged", "upload"}
)
_NO_USE = frozenset({"error", "output"})


@dataclass(slots=True)
class _Stay:
    """What one account did at one address without a pause, from a login to a logout."""

    user: str
    uses: list[Happening]

    @property
    def start_us(self) -> int:
        return self.uses[0].event.time_us

    @property
    def end_us(self) -> int:
        return self.uses[-1].event.time_us


class Seats:
    """Who was at work at which address, as logs tell that name the account of each act."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def weigh(self, login: Happening, case: Case) -> bool:
        """Add points for a login at another's seat while its account is at work at its own desk; say whether it was.

        One seat: accounts follow one another there, and never work at the same time, as they do behind a shared
        address. Another's: the same colleague or pupil is there right before and right after. At work at its own desk:
        by hand, before, meanwhile and after, at a computer where the account works on other days; a phone in a
        pocket goes on by itself. And something is changed from the other's seat: whoever only has a look there
        changes nothing.
        """
        here, at = self._places.get(id(login), ([], 0))
        if not 0 < at < len(here) - 1:
            return False
        before, mine, after = here[at - 1], here[at], here[at + 1]
        acts = [use for use in mine.uses if use.event.action in _ACTS and use.event.outcome != "failure"]
        returned = before.user == after.user != mine.user
        close = mine.start_us - before.end_us <= PAUSE_US and after.start_us - mine.end_us <= PAUSE_US
        if not (acts and returned and close) or (login.source, login.event.client_ip) in self._shared:
            return False
        desk = self._own_desk(login, mine)
        if not desk:
            return False
        case.grave(
            4,
            f"at the seat of {before.user}, who was there right before and after, while the account was at work at its own",
            f"di tempat kerja {before.user} yang memakainya tepat sebelum dan sesudahnya, sementara akun itu sedang "
            "dipakai di tempatnya sendiri",
        )
        case.suspicion.cite("login elsewhere", *desk)
        case.suspicion.cite("seat", before.uses[-1], after.uses[0])
        case.suspicion.cite("act", *acts[:4])
        return True

    def _own_desk(self, login: Happening, mine: _Stay) -> list[Happening]:
        """Return what was done at the account's own desk right before, meanwhile and right after; else nothing."""
        event, account = login.event, f"{login.source} {login.event.user}"
        since, until = mine.start_us - PAUSE_US, mine.end_us + PAUSE_US
        days = self._days[account]
        places: dict[str, list[Happening]] = defaultdict(list)
        for use in self._by_account.between(account, since, until):
            if use.event.client_ip != event.client_ip:
                places[use.event.client_ip].append(use)
        for desk, uses in places.items():
            meanwhile = [use for use in uses if mine.start_us < use.event.time_us < mine.end_us]
            around = uses[0].event.time_us < mine.start_us and mine.end_us < uses[-1].event.time_us
            if not meanwhile or not around or _renews_itself(uses):
                continue
            if (
                len(days[desk]) >= OWN_DAYS
                and len(days[desk]) > len(days[event.client_ip])
                and self._is_computer(desk)
            ):
                return [uses[0], meanwhile[0], uses[-1]]
        return []

    def _is_computer(self, client: str) -> bool:
        """Say whether the access log tells of browsers at an address, and of no phone."""
        devices = {
            device_of(move.agent.decode("utf-8", "replace"))
            for move in self._scene.by_client.get(client, [])
            if move.agent
        }
        return any(device.is_browser for device in devices) and not any(device.is_phone for device in devices)

    @cached_property
    def _uses(self) -> list[Happening]:
        return [
            happening
            for happening in self._scene.happenings
            if happening.event.user
            and happening.event.client_ip
            and happening.event.time_us != NO_TIME
            and happening.event.outcome != "failure"
            and happening.event.action not in _NO_USE
        ]

    @cached_property
    def _by_account(self) -> Timeline:
        found = Timeline()
        for use in self._uses:
            found.add(f"{use.source} {use.event.user}", use)
        return found

    @cached_property
    def _days(self) -> dict[str, dict[str, set[int]]]:
        """On which days each account was at work at which address."""
        found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for use in self._uses:
            found[f"{use.source} {use.event.user}"][use.event.client_ip].add(use.event.time_us // DAY_US)
        return found

    @cached_property
    def _places(self) -> dict[int, tuple[list[_Stay], int]]:
        """Return by a stay's first use (its identity) the stays at that address, and its place among them."""
        return {id(stay.uses[0]): (here, at) for here in self._stays.values() for at, stay in enumerate(here)}

    @cached_property
    def _shared(self) -> frozenset[tuple[str, str]]:
        return frozenset(key for key, here in self._stays.items() if _overlap(here))

    @cached_property
    def _stays(self) -> dict[tuple[str, str], list[_Stay]]:
        """Stays by log and address, by their start: trails name their parts, not themselves, as the application."""
        found: dict[tuple[str, str], list[_Stay]] = defaultdict(list)
        latest: dict[tuple[str, str, str], _Stay] = {}
        for use in self._uses:
            event = use.event
            key = (use.source, event.client_ip, event.user)
            stay = latest.get(key)
            if stay is None or event.action == "login" or event.time_us - stay.end_us > PAUSE_US:
                stay = latest[key] = _Stay(event.user, [])
                found[use.source, event.client_ip].append(stay)
            stay.uses.append(use)
        return found


def _overlap(stays: Sequence[_Stay]) -> bool:
    """Say whether accounts work at one address at the same time: then it is no seat, but a network's."""
    end = stays[0].end_us
    for stay in stays[1:]:
        if stay.start_us < end:
            return True
        end = max(end, stay.end_us)
    return False


def _renews_itself(uses: Sequence[Happening]) -> bool:
    steps = [later.event.time_us - use.event.time_us for use, later in pairwise(uses)]
    return max(steps) <= _EVEN * min(steps)
