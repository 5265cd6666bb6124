"""New passwords by mail, by the small network that asked for them: whoever reads the mail need not be the owner."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from siaga.detection.applications.meaning import is_reset
from siaga.detection.behaviours.stolen_account.stay import DAY_US, Stay
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import near
from siaga.intake.rows import NO_TIME

_ACTIONS = frozenset({"password_reset", "password_change"})


@dataclass(frozen=True, slots=True)
class Reset:
    """How a password was set anew before a stay's first login; `mailboxes` had it mailed to several at once."""

    done: list[Move | Happening] = field(default_factory=list)
    mailboxes: list[Happening] = field(default_factory=list)

    @property
    def time_us(self) -> int:
        """When it was set; there must be one."""
        first = self.done[0]
        return first.time_us if isinstance(first, Move) else first.event.time_us


class Resets:
    """All resets of a site."""

    def __init__(self, scene: Scene) -> None:
        self._told: dict[str, list[Happening]] = defaultdict(list)
        self._asked: dict[str, list[Move]] = defaultdict(list)
        for happening in scene.happenings:
            event = happening.event
            told = event.action in _ACTIONS and event.outcome != "failure"
            if told and event.client_ip and event.time_us != NO_TIME:
                self._told[near(event.client_ip)].append(happening)
        for move in scene.moves:
            if is_reset(move):
                self._asked[near(move.client)].append(move)

    def before(self, user: str, stay: Stay) -> Reset:
        """Return the resets at a stay's places within a day before its first login, before any other use."""
        logins = [use.time_us for use in stay.uses if use.signed]
        others = [use.time_us for use in stay.uses if not sets_password(use.seen)]
        if not logins or min(others) < logins[0]:
            return Reset()
        since, until = logins[0] - DAY_US, logins[0]
        told = [
            h for place in stay.places for h in self._told.get(place, ()) if since <= h.event.time_us <= until
        ]
        asked = [
            m for place in stay.places for m in self._asked.get(place, ()) if since <= m.time_us <= until
        ]
        done = [
            h for h in told if h.event.user.lower() in {"", user} and h.event.detail.get("step") != "asked"
        ]
        return Reset([*done, *asked], [h for h in told if _names_several(h, user)])


def sets_password(seen: Move | Happening) -> bool:
    """Say whether a line sets a password, with or without the help of mail."""
    return isinstance(seen, Happening) and seen.event.action in _ACTIONS


def _names_several(asked: Happening, user: str) -> bool:
    """Say whether mail for this account was asked for in several boxes: no form offers that."""
    several = int(asked.event.detail.get("mailboxes", "1")) > 1
    return several and user.partition("@")[0] in asked.event.object.lower()
