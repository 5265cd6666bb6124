"""Tells what a log says again and again, and since when: the server's own software at its usual work."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

OCCASIONS, DAYS = 4, 3
"""So often, and on so many different days, must something be said to be usual."""

_DAY_US = 24 * 3_600_000_000
_LONG_AGO = 0
K = TypeVar("K", bound=Hashable)


def usual_since(said: Iterable[tuple[K, int, int]]) -> dict[K, int]:
    """Return what is said again and again, with the time (UTC µs) at which it had surely been said once.

    `said` is what was said, and when at the earliest and at the latest. An attacker's command can't
    become usual before it ran: whoever asks compares the time with that of the first attack. What
    merely came often after it may be its own doing.
    """
    first: dict[K, int] = {}
    times: dict[K, int] = {}
    days: dict[K, set[int]] = {}
    for saying, earliest_us, latest_us in said:
        first[saying] = min(latest_us, first.get(saying, latest_us))
        times[saying] = times.get(saying, 0) + 1
        if earliest_us > _LONG_AGO:
            days.setdefault(saying, set()).add(earliest_us // _DAY_US)
    return {
        saying: since
        for saying, since in first.items()
        if times[saying] >= OCCASIONS and len(days.get(saying, ())) >= DAYS
    }


def unusual_words(words: Iterable[str], usual: Mapping[str, int], before_us: int) -> list[str]:
    """Return the words, in order, that were not usual before a time (UTC µs)."""
    return sorted(word for word in words if usual.get(word, before_us) >= before_us)
