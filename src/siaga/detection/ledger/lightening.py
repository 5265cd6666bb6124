"""Makes a digest light enough to travel to another process: raw lines go with it, the block stays behind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from siaga.detection.ledger.digest import Digest, Spare, take
from siaga.detection.ledger.drafts import raw_lines
from siaga.detection.ledger.keeping import late_logins
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.quota import Quota, Retention
from siaga.detection.ledger.request_keys import keys_of
from siaga.detection.ledger.room import Room
from siaga.detection.ledger.selection import STRAY
from siaga.intake.rows import Int64s

UNBOUNDED = 1 << 62

EXAMPLES = 3
"""So many lines are shown of what a signature matched on a site."""


def quota_of_a_part() -> Quota:
    """Return what says in a part of a file which raw lines the ledger may keep.

    It is never stricter than the ledger's: it has no ceiling, and the first lines of a host name, which
    may be put down to another site, do not count.
    """
    bounds = Retention()
    return Quota(replace(bounds, per_key=bounds.per_key + STRAY, ceiling=UNBOUNDED), Room())


def lightened(digest: Digest, quota: Quota, *, every_hit: bool) -> Digest:
    """Return a digest with the raw lines that the ledger may keep, for which the block can be let go.

    `quota` belongs to this part of the file alone: what it does not admit, the ledger will not either. Of
    home pages the ledger takes samples of its own; they all go with it, and the first of each signature as
    examples. `every_hit` takes all lines that a signature matched.
    """
    rows = digest.rows
    everything = np.arange(len(rows))
    hosts = [(host or b"").decode("latin-1") for host in digest.hosts]
    keys = keys_of(digest, everything, hosts, np.arange(len(hosts)))
    admitted = quota.admit(keys, rows.bytes_sent, digest.facts.failed)
    wanted = admitted | late_logins(digest, everything, keys, admitted)
    home = (digest.kinds[digest.path] & Kind.HOME) != 0
    wanted |= home & digest.facts.served & digest.facts.benign
    wanted[digest.hit_row if every_hit else _first_hits(digest)] = True
    kept = np.flatnonzero(wanted | ~digest.facts.benign)
    place = np.cumsum(np.bincount(kept, minlength=len(rows))) - 1
    lines, bare = raw_lines(digest, np.flatnonzero(wanted)), digest.bare()
    return replace(
        bare,
        rows=take(bare.rows, kept),
        facts=digest.facts.take(kept),
        host=digest.host[kept],
        path=digest.path[kept],
        client=digest.client[kept],
        hit_row=place[digest.hit_row],
        raw=dict(zip(place[wanted].tolist(), lines, strict=True)),
        spare=_spare(digest, np.delete(everything, kept)),
    )


def _spare(digest: Digest, rows: Int64s) -> Spare:
    return Spare(
        digest.path[rows].astype(np.int32),
        digest.rows.status[rows],
        digest.facts.writes[rows],
        digest.facts.crawler[rows],
    )


def _first_hits(digest: Digest) -> Int64s:
    """Return the rows that each signature matched first on each host, by time."""
    hit, rule = digest.hit_row, digest.hit_rule
    host = digest.host[hit]
    order = np.lexsort((digest.rows.time_us[hit], rule, host))
    change = np.ones(len(hit), np.bool_)
    change[1:] = (np.diff(rule[order]) != 0) | (np.diff(host[order]) != 0)
    begin = np.maximum.accumulate(np.where(change, np.arange(len(hit)), 0))
    return hit[order[np.arange(len(hit)) - begin < EXAMPLES]]
