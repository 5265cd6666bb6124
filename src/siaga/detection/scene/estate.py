"""What one address did on all sites together: a campaign is seen by the doors that stayed shut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from siaga.detection.scene.sessions import SignIn

KEEPER_SHARE = 4
"""Whoever gets in at more than one of so many sites is the one who keeps them, and mistypes now and then."""

Logins = Mapping[str, Sequence[SignIn]]
"""Web logins by client."""


class Estate:
    """The web logins of every site; they are worked out when somebody first asks."""

    def __init__(self) -> None:
        self._sites: dict[str, Callable[[], Logins]] = {}

    def add(self, site: str, logins: Callable[[], Logins]) -> None:
        """Add a site, before anybody asks."""
        self._sites[site] = logins

    @cached_property
    def _tried(self) -> dict[str, dict[str, bool]]:
        """Return per client the sites where it tried to log in, and whether it ever got in there."""
        tried: dict[str, dict[str, bool]] = defaultdict(dict)
        if len(self._sites) > 1:
            for site, logins in self._sites.items():
                for client, signed in logins().items():
                    tried[client][site] = any(one.succeeded for one in signed)
        return tried

    def refused_elsewhere(self, client: str, site: str) -> int:
        """Return on how many other sites an address only failed to log in, 0 where it often succeeds."""
        tried = self._tried.get(client, {})
        if sum(tried.values()) * KEEPER_SHARE > len(tried):
            return 0
        return sum(1 for other, entered in tried.items() if other != site and not entered)
