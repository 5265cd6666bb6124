"""Finds one night's visit to a mailbox from elsewhere, between two days that its owner spent at the usual place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from siaga.detection.behaviours.remote_login.past import Past
from siaga.detection.behaviours.stolen_account.acts import kind_of_act
from siaga.detection.behaviours.stolen_account.fetching import HOUR_US
from siaga.detection.behaviours.stolen_account.history import History
from siaga.detection.behaviours.stolen_account.stay import DAY_US, Stay
from siaga.detection.behaviours.stolen_account.use import Use
from siaga.detection.ledger.moves import Move

LETTERS, BEYOND = 20, 2
"""So many letters opened within an hour, and so many times the owner's own most, are a search."""

OWN_DAYS = 4
"""Days at the usual place from which on it is known when the owner works."""

_LETTER = re.compile(rb"(?:^|&)_uid=(\d{1,12})(?:&|$)")
_OPENS = re.compile(rb"(?:^|&)_action=(?:show|preview|get|print|viewsource)(?:&|$)")


class Interludes:
    """All accounts' uses, to tell whose network a stay came from and where its owner was meanwhile."""

    def __init__(self, uses: Mapping[str, Sequence[Use]], night: frozenset[int] | None) -> None:
        self._uses, self._night = uses, night
        self._people: dict[str, set[str]] = defaultdict(set)
        for user, found in uses.items():
            for use in found:
                self._people[use.network].add(user)

    def searched(self, user: str, foreign: Stay, history: History) -> list[Use]:
        """Return the letters that a nightly stranger opened in a mailbox; none where it may have been the owner.

        People read their mail on journeys, at home in the evening, and on new phones, and some have it forwarded.
        But whoever sits at the usual desk the day before and the day after was on no journey in between. If the
        mail was forwarded in that very night, from a network that neither this nor any other account uses on
        another day, with a computer's browser that the owner does not have, hours away from all hours at which
        the owner works, while letters were opened by the dozen: that is somebody who looks for something.
        """
        if "hide" in history.acts or not any(kind_of_act(use) == "hide" for use in foreign.uses):
            return []
        own = [use for use in self._uses[user] if use.network in history.networks]
        if not (self._between(own, foreign) and self._only_once(user, foreign)):
            return []
        if not _by_another_computer(foreign, history) or not self._at_night(own, foreign):
            return []
        letters = most_letters(foreign.uses)
        enough = len(letters) >= LETTERS and len(letters) > BEYOND * len(most_letters(own))
        return letters if enough else []

    def _between(self, own: Sequence[Use], foreign: Stay) -> bool:
        """Say whether the owner was at the usual place within a day before and within a day after."""
        before = any(0 < foreign.start_us - use.time_us <= DAY_US for use in own)
        after = any(0 < use.time_us - foreign.end_us <= DAY_US for use in own)
        return before and after and len({use.time_us // DAY_US for use in own}) >= OWN_DAYS

    def _only_once(self, user: str, foreign: Stay) -> bool:
        """Say whether no account ever came from there but in that one stay's hours."""
        if any(self._people[network] != {user} for network in foreign.networks):
            return False
        there = [use.time_us for use in self._uses[user] if use.network in foreign.networks]
        return max(there) - min(there) <= DAY_US // 2

    def _at_night(self, own: Sequence[Use], foreign: Stay) -> bool:
        known = Past(hours={use.time_us // HOUR_US % 24 for use in own})
        return known.odd_hour(foreign.start_us, self._night)


def most_letters(uses: Sequence[Use]) -> list[Use]:
    """Return the uses of the hour in which the most different letters were opened, one per letter."""
    opened = [(letter, use) for use in uses if (letter := _letter(use))]
    best: dict[bytes, Use] = {}
    first = 0
    for last, (_, use) in enumerate(opened):
        while use.time_us - opened[first][1].time_us > HOUR_US:
            first += 1
        if last - first + 1 > len(best):
            window = dict(opened[first : last + 1])
            best = window if len(window) > len(best) else best
    return list(best.values())


def _letter(use: Use) -> bytes:
    """Return the number of the letter that a request to a webmail opens, b"" where it opens none."""
    seen = use.seen
    if not isinstance(seen, Move) or not _OPENS.search(seen.query):
        return b""
    found = _LETTER.search(seen.query)
    return found[1] if found else b""


def _by_another_computer(foreign: Stay, history: History) -> bool:
    """Say whether a computer's browser did it that the account never used; phones come and go."""
    computers = [device for device in foreign.devices if device.is_browser and not device.is_phone]
    return bool(computers) and not foreign.devices & history.devices
