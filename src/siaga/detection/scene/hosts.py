"""Finds the host name that a site goes by, as the referrers of its own pages give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from siaga.detection.ledger.moves import Move


def host_of(referrer: bytes) -> bytes:
    """Return the host of an address, in small letters."""
    return referrer.partition(b"://")[2].partition(b"/")[0].lower()


def own_host(moves: Sequence[Move]) -> bytes:
    """Return the host that most referrers name; b"" when there are none."""
    hosts = Counter(host_of(move.referrer) for move in moves if move.referrer)
    return max(hosts.items(), key=lambda item: (item[1], item[0]))[0] if hosts else b""
