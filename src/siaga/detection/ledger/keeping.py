"""Turns the interesting rows of a block into moves: columns are fetched for all of them at once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from siaga.detection.ledger.digest import Digest, Spare, take
from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import LATEST, Move, Moves, Place
from siaga.detection.ledger.number_set import Numbers
from siaga.detection.ledger.quota import Groups, Quota, Retention, mixed
from siaga.detection.ledger.room import Room, number_of
from siaga.detection.ledger.selection import STRAY
from siaga.intake.rows import UNKNOWN, Coded, Int64s

UNBOUNDED = 1 << 62

# Clients, paths and methods come back block after block.
_number = lru_cache(maxsize=30_000)(number_of)


EXAMPLES = 3
"""So many lines are shown of what a signature matched on a site."""

REFUSED = (400, 403, 404, 405, 410)
"""Answers after which an attack on that address is over: what was refused a hundred times tells no more."""


def keys_of(digest: Digest, chosen: Int64s, owners: list[str], owner_of: Int64s) -> Numbers:
    """Return a number per chosen picked row for its owner, client, path, method and signatures.

    A client's refused attacks have one number. `owner_of` gives the place in `owners` (sites, or host
    names) for each of the digest's hosts.
    """
    client, path = digest.client[chosen], digest.path[chosen]
    hit = ~digest.facts.benign[chosen]
    login = (digest.kinds[path] & Kind.LOGIN) != 0
    vain = hit & ~login & np.isin(digest.rows.status[chosen], REFUSED)
    clients, paths = digest.clients.pairs, digest.paths.pairs
    asking, asked = _in_use(client, len(clients)), _in_use(path, len(paths))
    served = owner_of[clients.owner[asking]].tolist()
    by_client = _table(
        len(clients),
        asking,
        [_number(owners[o], name) for o, name in zip(served, clients.texts(asking), strict=True)],
    )
    by_path = _table(len(paths), asked, [_number(b"path", name) for name in paths.texts(asked)])
    methods = [b"", *digest.rows.method.values]
    verbs = np.array([_number(b"method", method) for method in methods], np.uint64)
    what = by_path[path] ^ verbs[digest.rows.method.codes[chosen] + 1] ^ _signatures(digest)[chosen]
    found: Numbers = by_client[client] ^ np.where(vain, np.uint64(_number(b"in vain")), what)
    return found


def _signatures(digest: Digest) -> Numbers:
    """Return a number per picked row for the signatures that matched it, 0 where none did.

    What others matched is of another kind: queries that ask for data may come after many that only try.
    """
    found = np.zeros(len(digest.rows), np.uint64)
    np.bitwise_xor.at(found, digest.hit_row, mixed(digest.hit_rule.astype(np.int64)))
    return found


def _in_use(places: Int64s, size: int) -> Int64s:
    return np.flatnonzero(np.bincount(places, minlength=size))


def _table(size: int, places: Int64s, numbers: list[int]) -> Numbers:
    table = np.zeros(size, np.uint64)
    table[places] = numbers
    return table


def late_logins(digest: Digest, chosen: Int64s, keys: Numbers, admitted: Mask) -> Mask:
    """Say which of the chosen rows are logins that are not admitted, but among the latest of their key.

    Of a thousand guessed passwords the last ones matter: one of them may be the right one. Whoever only
    looks at the form guesses nothing.
    """
    late: Mask = np.zeros(len(chosen), np.bool_)
    tried = digest.facts.writes[chosen] | digest.facts.failed[chosen]
    if digest.rows.user is not None:
        tried |= digest.rows.user.codes[chosen] >= 0
    at = np.flatnonzero(~admitted & tried & ((digest.kinds[digest.path[chosen]] & Kind.LOGIN) != 0))
    if len(at):
        groups = Groups.by(keys[at])
        place, count = groups.ordinals()
        late[at] = count[groups.of] - place <= LATEST
    return late


def keep_rows(moves: Moves, digest: Digest, chosen: Int64s, sites: list[str], site_of: Int64s) -> None:
    """Offer chosen picked rows to `moves`; `site_of` gives the place in `sites` of each of the hosts."""
    if not len(chosen):
        return
    keys = keys_of(digest, chosen, sites, site_of)
    admitted = moves.quota.admit(keys, digest.rows.bytes_sent[chosen], digest.facts.failed[chosen])
    late = late_logins(digest, chosen, keys, admitted)
    kept = np.flatnonzero(admitted | late)
    names = [sites[place] for place in site_of[digest.host[chosen[kept]]].tolist()]
    made = list(zip(_moves(digest, chosen[kept], names), admitted[kept].tolist(), strict=True))
    moves.keep(*(move for move, wanted in made if wanted))
    for move, wanted in made:
        if not wanted:
            moves.keep_latest(move)


def _column(column: Coded | None, at: Int64s) -> list[bytes | None]:
    if column is None:
        return [None] * len(at)
    values = [*column.values, None]  # code -1 falls on the last place
    return [values[code] for code in column.codes[at].tolist()]


def _moves(digest: Digest, at: Int64s, sites: list[str]) -> list[Move]:
    rows, pairs, clients = digest.rows, digest.paths.pairs, digest.clients.pairs
    rules: dict[int, tuple[int, ...]] = {}
    for row, rule in zip(digest.hit_row.tolist(), digest.hit_rule.tolist(), strict=True):
        rules[row] = (*rules.get(row, ()), rule)
    times, statuses, sizes = (c[at].tolist() for c in (rows.time_us, rows.status, rows.bytes_sent))
    durations = [UNKNOWN] * len(at) if rows.duration_us is None else rows.duration_us[at].tolist()
    targets, referrers = _column(rows.target, at), _column(rows.referrer, at)
    agents, users, methods = _column(rows.user_agent, at), _column(rows.user, at), _column(rows.method, at)
    kinds = digest.kinds[digest.path[at]].tolist()
    paths, names = pairs.texts(digest.path[at]), clients.texts(digest.client[at])
    file = rows.block.file.name
    numbers, offsets = rows.lines.number[at].tolist(), rows.lines.offset[at].tolist()
    return [
        Move(
            times[n], sites[n], names[n].decode("utf-8", "replace"), methods[n] or b"", paths[n],
            (targets[n] or b"").partition(b"?")[2], statuses[n], sizes[n], durations[n],
            referrers[n], agents[n], (users[n] or b"").decode("utf-8", "replace"),
            kinds[n], rules.get(row, ()), Place(file, numbers[n], offsets[n]), raw,
        )
        for n, (row, raw) in enumerate(zip(at.tolist(), raw_lines(digest, at), strict=True))
    ]  # fmt: skip


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
    wanted |= (digest.kinds[digest.path] & Kind.HOME) != 0
    wanted[digest.hit_row if every_hit else _first_hits(digest)] = True
    kept = np.flatnonzero(wanted | ~digest.facts.benign)
    place = np.cumsum(np.bincount(kept, minlength=len(rows))) - 1
    lines = raw_lines(digest, np.flatnonzero(wanted))
    paths, clients = digest.paths, digest.clients
    return replace(
        digest,
        paths=replace(paths, pairs=paths.pairs.without_rows()),
        clients=replace(clients, pairs=clients.pairs.without_rows()),
        rows=replace(take(rows, kept), block=replace(rows.block, data=b"")),
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


def raw_lines(digest: Digest, at: Int64s) -> list[bytes]:
    """Return the raw lines of picked rows: as picked before, or out of the block."""
    if digest.raw is not None:
        return [digest.raw[row] for row in at.tolist()]
    lines, data = digest.rows.lines, digest.rows.block.data
    starts = (lines.offset[at] - digest.rows.block.offset).tolist()
    lengths = lines.length[at].tolist()
    return [data[start : start + length] for start, length in zip(starts, lengths, strict=True)]
