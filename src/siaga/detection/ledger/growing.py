"""A table that grows up to a ceiling: keys become rows of NumPy columns, added to by whole blocks."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from siaga.intake.rows import Int64s

K = TypeVar("K", bound=Hashable)
Array = npt.NDArray[Any]

_FIRST_ROWS = 64
"""Small, because there may be hundreds of sites with two tables each."""

OTHERS = 0
"""The row in which all keys beyond the ceiling are counted together."""


@dataclass(slots=True)
class Ceiling:
    """How many keys tables that share it may hold together: `most`, and `welcome` for those that matter.

    Whoever asks for made-up names must neither fill the memory nor crowd out what is really there.
    """

    most: int
    welcome: int
    used: int = 0


class GrowingTable(Generic[K]):
    """Rows by key; `columns` maps a name to (dtype, starting value, columns wide)."""

    def __init__(
        self, columns: dict[str, tuple[type[np.generic], int, int]], ceiling: Ceiling | None = None
    ) -> None:
        self._row: dict[K, int] = {}
        self._ceiling = ceiling or Ceiling(1 << 40, 1 << 40)
        self._shape = columns
        self._arrays: dict[str, Array] = {name: self._fresh(name, _FIRST_ROWS) for name in columns}
        self._room = _FIRST_ROWS

    def _fresh(self, name: str, rows: int) -> Array:
        kind, start, wide = self._shape[name]
        return np.full((rows, wide) if wide > 1 else rows, start, kind)

    def __len__(self) -> int:
        return len(self._row)

    def __contains__(self, key: K) -> bool:
        return key in self._row

    def keys(self) -> list[K]:
        """Return the keys in order of first appearance."""
        return list(self._row)

    def find(self, key: K) -> int | None:
        """Return the row of a key, or None."""
        return self._row.get(key)

    def rows(self, keys: list[K], welcome: npt.NDArray[np.bool_] | None = None) -> Int64s:
        """Return the rows of keys, making those that are new; OTHERS for those beyond the ceiling.

        `welcome` says per key whether it matters enough to be taken beyond `Ceiling.most`.
        """
        known, ceiling, before = self._row, self._ceiling, len(self._row)
        if ceiling.used + len(keys) <= ceiling.most:
            found = np.fromiter(map(known.get, keys, repeat(0)), np.int64, len(keys))
            for place in np.flatnonzero(found == 0).tolist():
                found[place] = known.setdefault(keys[place], len(known) + 1)
            ceiling.used += len(known) - before
        else:
            wanted = [False] * len(keys) if welcome is None else welcome.tolist()
            chosen = (self._admitted(key, take) for key, take in zip(keys, wanted, strict=True))
            found = np.fromiter(chosen, np.int64, len(keys))
        while len(known) >= self._room:
            more = max(_FIRST_ROWS, self._room // 2)
            for name, array in self._arrays.items():
                self._arrays[name] = np.concatenate((array, self._fresh(name, more)))
            self._room += more
        return found

    def _admitted(self, key: K, welcome: bool) -> int:  # noqa: FBT001 - one flag of one key
        row = self._row.get(key)
        if row is None:
            ceiling = self._ceiling
            if ceiling.used >= (ceiling.welcome if welcome else ceiling.most):
                return OTHERS
            row = self._row[key] = len(self._row) + 1
            ceiling.used += 1
        return row

    def column(self, name: str) -> Array:
        """Return a column: row OTHERS, then rows 1 to `len`; those beyond hold starting values."""
        return self._arrays[name]
