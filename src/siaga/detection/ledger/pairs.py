"""Numbers the distinct pairs of host name and something else (a path, a client) in a block."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from siaga.foundation.urls import split_target
from siaga.intake.rows import AccessRows, Coded, Int32s, Int64s


@dataclass(frozen=True, slots=True)
class Pairs:
    """The distinct pairs of a block: `owner` is a host's place, `name` a place in `names`, both per pair.

    `of_row` gives each row's pair.
    """

    names: list[bytes]
    owner: Int64s
    name: Int64s
    of_row: Int64s

    def __len__(self) -> int:
        return len(self.owner)

    def without_rows(self) -> Pairs:
        """Return the pairs alone, for the way to another process."""
        return replace(self, of_row=np.empty(0, np.int64))

    def texts(self, which: Int64s) -> list[bytes]:
        """Return the names of some of the pairs."""
        return [self.names[place] for place in self.name[which].tolist()]


def pairs(owner_of: Int64s, owners: int, names: list[bytes], name_of: Int64s) -> Pairs:
    """Pair each row's owner (a place below `owners`) with its name (a place in `names`, each in use)."""
    if owners <= 1:
        return Pairs(names, np.zeros(len(names), np.int64), np.arange(len(names)), name_of)
    packed, of_row = np.unique(owner_of * len(names) + name_of, return_inverse=True)
    return Pairs(names, packed // len(names), packed % len(names), of_row)


def used(codes: Int32s, size: int) -> tuple[Int64s, Int64s]:
    """Return which codes (-1 to `size` - 1) occur, in order, and each row's place among them."""
    # A value that no row has belongs to lines that were read another way: it was never asked for.
    found = np.flatnonzero(np.bincount(codes + 1, minlength=size + 1)) - 1
    place = np.zeros(size + 1, np.int64)
    place[found + 1] = np.arange(len(found))
    return found, place[codes + 1]


def hosts_of(rows: AccessRows) -> tuple[list[bytes | None], Int64s]:
    """Return the distinct host names of a block (None: not logged) and each row's place among them."""
    if rows.host is None:
        return [None], np.zeros(len(rows), np.int64)
    codes, place = used(rows.host.codes, len(rows.host.values))
    return [rows.host.values[code] if code >= 0 else None for code in codes.tolist()], place


def local(column: Coded) -> tuple[list[bytes], Int64s]:
    """Return the values that rows use and each row's place among them; absent is the value b"-"."""
    codes, place = used(column.codes, len(column.values))
    return [column.values[code] if code >= 0 else b"-" for code in codes.tolist()], place


def local_paths(target: Coded) -> tuple[list[bytes], Int64s]:
    """Return the distinct paths of a column of targets and each row's place among them."""
    values, of_row = local(target)
    places: dict[bytes, int] = {}
    place_of = np.fromiter(
        (places.setdefault(split_target(value)[0], len(places)) for value in values), np.int64, len(values)
    )
    return list(places), place_of[of_row]
