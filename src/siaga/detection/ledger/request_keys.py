"""Gives every picked request a number for its kind: what of one kind has had its share is not kept again."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from siaga.detection.ledger.digest import Digest
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.number_set import Numbers
from siaga.detection.ledger.quota import mixed
from siaga.detection.ledger.room import number_of
from siaga.foundation.remembering import SHORT
from siaga.intake.rows import Int64s

_remembered = lru_cache(maxsize=30_000)(number_of)

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


def _number(*parts: str | bytes) -> int:
    """Return a key's number; clients, paths and methods come back block after block."""
    return _remembered(*parts) if len(parts[-1]) <= SHORT else number_of(*parts)


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
