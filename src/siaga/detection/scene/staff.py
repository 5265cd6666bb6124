"""Networks from which a site's own people work: those that sign in again and again, days apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from siaga.detection.scene.sessions import Session
from siaga.foundation.networks import wide

_DAY_US = 24 * 3_600_000_000

SHARED_ADDRESSES = 15
"""So few client addresses on a site are those of proxies."""

REGULAR_DAYS = 5
"""A network that comes back this many days apart works there."""


def regulars(sessions: Sequence[Session]) -> frozenset[str]:
    """Return the wider networks whose sessions lie days apart."""
    days: dict[str, set[int]] = defaultdict(set)
    for session in sessions:
        days[wide(session.client)].add(session.start_us // _DAY_US)
    return frozenset(net for net, seen in days.items() if max(seen) - min(seen) >= REGULAR_DAYS)


def staff_networks(sessions: Sequence[Session], clients: int) -> frozenset[str]:
    """Return the networks of those who sign in regularly, given how many clients the site has.

    Empty where all visitors share a few addresses (a proxy, a content delivery network): there an
    address says nothing of who it was.
    """
    if clients <= SHARED_ADDRESSES:
        return frozenset()
    return regulars([session for session in sessions if session.sign_in is not None])
