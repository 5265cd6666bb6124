"""Keeps the habits of those who work in a database tool apart where a crowd signs in to the site itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from siaga.detection.behaviours.privileged_session.habits import Habits
from siaga.detection.scene.database_tool import is_in_tool
from siaga.detection.scene.sessions import Session
from siaga.detection.scene.staff import REGULAR_DAYS
from siaga.foundation.networks import near, wide

CROWD = 10
"""Networks with good logins to the site itself from which on its visitors have accounts, not its staff alone."""

_DAY_US = 24 * 3_600_000_000


class Realms:
    """The habits that a session is measured by: those of its own kind, where the others are a crowd's.

    Citizens who sign in by the hundred, at every hour and with every browser, make nothing usual that
    is done in the tool of the few who look after the database.
    """

    def __init__(self, inside: Sequence[Session], fresh: Callable[[list[Session]], Habits]) -> None:
        tool = [session for session in inside if is_in_tool(session)]
        of_tool = {id(session) for session in tool}
        signed = [session for session in inside if session.sign_in and id(session) not in of_tool]
        crowd = len({wide(session.client) for session in signed}) >= CROWD
        self._tool = of_tool if crowd else set[int]()
        self._homes = _homes(inside)
        self._of_site, self._of_tool = fresh(list(inside)), fresh(tool)

    def habits(self, session: Session) -> Habits:
        """Return the habits to measure a session by, which it joins when it raises no suspicion."""
        return self._of_tool if id(session) in self._tool else self._of_site

    def know(self, session: Session) -> bool:
        """Say whether a session came from where such work is done, or from an office's own small network."""
        if self.habits(session).knows_network(session.client):
            return True
        return id(session) in self._tool and near(session.client) in self._homes


def _homes(inside: Sequence[Session]) -> frozenset[str]:
    """Return the small networks whose sessions lie days apart: a crowd shares the wider ones with anybody."""
    days: dict[str, set[int]] = defaultdict(set)
    for session in inside:
        days[near(session.client)].add(session.start_us // _DAY_US)
    return frozenset(net for net, seen in days.items() if max(seen) - min(seen) >= REGULAR_DAYS)
