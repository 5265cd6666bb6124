"""How accounts of an application move about as a matter of course: novelty counts only against that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from siaga.detection.behaviours.remote_login.past import DAY_US, LONG_DAYS
from siaga.detection.ledger.happenings import Happening
from siaga.foundation.networks import wide

MOVERS, MOVERS_SHARE = 4, 3
"""So many accounts, and one in so many, that changed networks make it nothing strange."""

NEWCOMERS = 10
"""So many accounts that appear when the log has long begun: the public signs up and comes and goes."""


class Population:
    """Which applications have people who roam, and which are open to the public."""

    def __init__(self, logins: Sequence[Happening]) -> None:
        networks: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        count: dict[tuple[str, str], int] = defaultdict(int)
        began: dict[str, int] = {}
        for login in logins:
            event = login.event
            account = (event.application, event.user)
            count[account] += 1
            networks[account].setdefault(wide(event.client_ip), event.time_us)
            began.setdefault(event.application, event.time_us)
        steady: dict[str, int] = defaultdict(int)
        movers: dict[str, int] = defaultdict(int)
        newcomers: dict[str, int] = defaultdict(int)
        for account, seen in networks.items():
            application = account[0]
            steady[application] += count[account] >= 2
            movers[application] += len(seen) > 1
            newcomers[application] += min(seen.values()) - began[application] >= LONG_DAYS * DAY_US
        self._mobile = frozenset(
            name for name, count in movers.items() if count >= MOVERS and count * MOVERS_SHARE >= steady[name]
        )
        self._public = frozenset(name for name, count in newcomers.items() if count >= NEWCOMERS)

    def roams(self, application: str) -> bool:
        """Say whether accounts there come from ever new networks, so that one more tells nothing."""
        return application in self._mobile or application in self._public

    def public(self, application: str) -> bool:
        """Say whether new accounts are everyday there."""
        return application in self._public
