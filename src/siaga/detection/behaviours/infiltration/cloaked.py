"""Finds pages shown to search engines only: whoever comes from their results is sent elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from siaga.detection.ledger.agents import claims_crawler, from_search
from siaga.detection.ledger.moves import Move

SHOWN, SENT = 3, 3
"""Different pages that crawlers were shown, and visitors sent away from them, that are no accident."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def sent_away(asked: Iterable[Move]) -> dict[bytes, list[Move]]:
    """Return, by path, the visitors from search results sent elsewhere where crawlers get pages.

    A site that redirects a strange address redirects crawlers too: then nobody is deceived.
    """
    shown: dict[bytes, set[bytes]] = defaultdict(set)
    away: dict[bytes, list[Move]] = defaultdict(list)
    honest: set[bytes] = set()
    for move in asked:
        redirected = move.status in _REDIRECTS
        if claims_crawler(move.agent):
            if redirected:
                honest.add(move.path)
            elif move.served:
                shown[move.path].add(move.query)
        elif redirected and from_search(move.referrer):
            away[move.path].append(move)
    return {
        path: moves
        for path, moves in away.items()
        if path not in honest and len(shown[path]) >= SHOWN and len({move.client for move in moves}) >= SENT
    }
