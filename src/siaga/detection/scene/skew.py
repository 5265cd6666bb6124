"""Estimates how far a source's clock differs from the web access log's, from clients seen in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.ledger import SiteLedger
from siaga.intake.rows import NO_TIME

_SECOND_US = 1_000_000
_REACH = 15 * 3_600
"""Offsets up to this many seconds are looked for: every time zone, and a clock that is a bit off."""

_VOTES, _SHARE, _EVENTS = 4, 0.3, 3_000

_AS_GOOD = 0.9
"""No offset at all is believed when it gets this share of the best offset's votes."""


def estimate(happenings: Iterable[Happening], site: SiteLedger) -> dict[str, int]:
    """Return, per source file set that can be compared, its offset in seconds (positive: its clock is ahead).

    Every error event that names a client votes for the offsets to that client's refused or failed
    requests; the offset that most events agree on (within 2 s) wins, if at least 30 % of them do. Where
    two offsets far apart get equally many votes (a scanner that never pauses), none is claimed.
    """
    by_source: dict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        event = happening.event
        if event.client_ip and event.time_us != NO_TIME and event.action == "error":
            by_source[happening.source].append(happening)
    times = site.failure_times()
    found = {}
    for source, events in sorted(by_source.items()):
        # Evenly over the whole log: a busy client's first events alone fit many offsets.
        offset = _vote(events[:: -(-len(events) // _EVENTS)], times)
        if offset is not None:
            found[source] = offset
    return found


def _vote(events: list[Happening], times: dict[str, np.typing.NDArray[np.int64]]) -> int | None:
    votes = np.zeros(2 * _REACH + 1, np.int64)
    voters = 0
    clients = {happening.event.client_ip for happening in events} & times.keys()
    seconds = {client: np.unique(times[client] // _SECOND_US) for client in clients}
    for happening in events:
        theirs = seconds.get(happening.event.client_ip)
        if theirs is None:
            continue
        at = happening.event.time_us // _SECOND_US
        first, last = np.searchsorted(theirs, (at - _REACH, at + _REACH + 1))
        votes[at - theirs[first:last] + _REACH] += 1
        voters += int(last > first)
    # A request that takes a while is logged when it ends, its error when it happens: pool neighbours.
    pooled = np.convolve(votes, np.ones(3, np.int64), "same")
    best = int(pooled.argmax())
    if pooled[best] < max(_VOTES, _SHARE * voters):
        return None
    if pooled[_REACH - 1 : _REACH + 2].max() >= _AS_GOOD * pooled[best]:
        return 0
    near = slice(max(0, best - 1), best + 2)
    rivals = np.flatnonzero(pooled == pooled[best])
    if rivals[-1] - rivals[0] > 2:
        return None
    return int(np.arange(len(votes))[near][votes[near].argmax()]) - _REACH
