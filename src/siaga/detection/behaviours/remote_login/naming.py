"""Tells applications whose trail names an account one way when it is refused, and another way when it is let in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from siaga.detection.ledger.happenings import Happening

NAMES = 5
"""So many different names on each side, none of which is on the other, are two ways of naming."""


def named_twice(logins: Iterable[Happening]) -> frozenset[str]:
    """Return the applications none of whose refused names was ever let in, and the other way round.

    A learning site's export tells a failed login by the name that was typed, a good one by the person's full
    name. There nobody can tell whose mistake a failure was by its name, not even that it was anybody's.
    """
    refused: dict[str, set[str]] = defaultdict(set)
    accepted: dict[str, set[str]] = defaultdict(set)
    for login in logins:
        event = login.event
        if event.user:
            side = accepted if event.outcome == "success" else refused
            side[event.application].add(event.user.lower())
    return frozenset(
        name
        for name, names in accepted.items()
        if min(len(names), len(refused[name])) >= NAMES and not names & refused[name]
    )
