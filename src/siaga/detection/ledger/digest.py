"""Works a block's rows into figures where the block is at hand, and picks the few rows to look at again.

All that costs time per row happens here, in whatever process reads the block; what the ledger takes is
per path, per client and per picked row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.clients import ClientBatch
from siaga.detection.ledger.facts import NEVER, Mask, RowFacts, facts_of
from siaga.detection.ledger.kinds import kind_of
from siaga.detection.ledger.pairs import hosts_of, local, local_paths, pairs
from siaga.detection.ledger.paths import PathBatch
from siaga.detection.ledger.selection import Selector, View
from siaga.intake.rows import NO_TIME, AccessRows, Coded, Int32s, Int64s

HOUR_US = 3_600_000_000


@dataclass(slots=True)
class HostFigures:
    """Parallel arrays over a block's hosts: requests, requests by hour of the day (UTC), first, last time.

    Times in UTC µs; NEVER and -NEVER where no row has a readable one.
    """

    requests: Int64s
    hours: Int64s
    first_us: Int64s
    last_us: Int64s


@dataclass(slots=True)
class Failed:
    """Refused and failed requests with a readable time: the place of the client's pair, and when (UTC µs)."""

    client: Int64s
    time_us: Int64s


@dataclass(frozen=True, slots=True)
class Spare:
    """Picked rows that were let go because the ledger has had its share of their kind; it counts them.

    `path` is a place in the digest's pairs; no signature matched any of them.
    """

    path: Int32s
    status: Int32s
    writes: Mask
    crawler: Mask

    @property
    def benign(self) -> Mask:
        """No signature matched: true for all."""
        return np.ones(len(self.path), np.bool_)


@dataclass(slots=True)
class Digest:
    """What a block's rows come to.

    `rows` are the picked ones, with `facts`, `path` and `client` (places in `paths` and `clients`), and
    `host` (a place in `hosts`). `hit_row` and `hit_rule` are signature hits, sorted by row, as places among
    the picked rows. `raw` holds raw lines by place, or all bytes of the block where another process has put
    them; None when the rows still carry their block.
    """

    hosts: list[bytes | None]
    figures: HostFigures
    paths: PathBatch
    clients: ClientBatch
    kinds: npt.NDArray[np.int32]
    """Kinds per pair of host and path."""

    failed: Failed
    rows: AccessRows
    facts: RowFacts
    host: Int64s
    path: Int64s
    client: Int64s
    hit_row: Int64s
    hit_rule: Int32s
    raw: dict[int, bytes] | memoryview | None = None
    spare: Spare | None = None

    def bare(self) -> Digest:
        """Return it for another process: without its block and what only the one that read it needs."""
        return replace(
            self,
            paths=replace(self.paths, pairs=self.paths.pairs.without_rows()),
            clients=replace(self.clients, pairs=self.clients.pairs.without_rows()),
            rows=replace(self.rows, block=replace(self.rows.block, data=b"")),
        )


def digest_of(rows: AccessRows, hit_row: Int64s, hit_rule: Int32s, selector: Selector) -> Digest:
    """Work a block's rows, at least one, into figures; hits are parallel arrays sorted by row."""
    facts = facts_of(rows, hit_row)
    hosts, host_of = hosts_of(rows)
    names, name_of = local_paths(rows.target)
    paths = pairs(host_of, len(hosts), names, name_of)
    clients = pairs(host_of, len(hosts), *local(rows.client))
    kinds = np.fromiter(map(kind_of, names), np.int32, len(names))[paths.name]
    timed = facts.time_us != NO_TIME
    refused = np.flatnonzero((rows.status >= 400) & timed)
    picked = np.flatnonzero(selector.pick(View(hosts, host_of, paths, kinds, rows.status, facts)))
    place = np.cumsum(np.bincount(picked, minlength=len(rows))) - 1
    return Digest(
        hosts,
        _figures(host_of, len(hosts), facts, timed),
        PathBatch.of(paths, facts),
        ClientBatch.of(clients, facts),
        kinds,
        Failed(clients.of_row[refused], facts.time_us[refused]),
        take(rows, picked),
        facts.take(picked),
        host_of[picked],
        paths.of_row[picked],
        clients.of_row[picked],
        place[hit_row],
        hit_rule,
    )


def _figures(host_of: Int64s, hosts: int, facts: RowFacts, timed: Mask) -> HostFigures:
    requests = np.bincount(host_of, minlength=hosts)
    owner, time_us = (host_of, facts.time_us) if timed.all() else (host_of[timed], facts.time_us[timed])
    packed = owner * 24 + time_us // HOUR_US % 24
    hours = np.bincount(packed, minlength=hosts * 24).reshape(hosts, 24)
    first, last = np.full(hosts, NEVER), np.full(hosts, -NEVER)
    np.minimum.at(first, owner, time_us)
    np.maximum.at(last, owner, time_us)
    return HostFigures(requests, hours, first, last)


def take(rows: AccessRows, which: Int64s) -> AccessRows:
    """Return some of the rows, in the order given; they share the block and the columns' values."""
    lines = rows.lines

    def picked(column: Coded) -> Coded:
        return Coded(column.codes[which], column.values)

    return replace(
        rows,
        lines=replace(
            lines, number=lines.number[which], offset=lines.offset[which], length=lines.length[which]
        ),
        time_us=rows.time_us[which],
        client=picked(rows.client),
        method=picked(rows.method),
        target=picked(rows.target),
        status=rows.status[which],
        bytes_sent=rows.bytes_sent[which],
        referrer=picked(rows.referrer),
        user_agent=picked(rows.user_agent),
        host=None if rows.host is None else picked(rows.host),
        user=None if rows.user is None else picked(rows.user),
        duration_us=None if rows.duration_us is None else rows.duration_us[which],
    )
