"""A table that grows: keys become rows of NumPy columns, added to by whole blocks."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from siaga.intake.rows import Int64s

K = TypeVar("K", bound=Hashable)
Array = npt.NDArray[Any]

_FIRST_ROWS = 1024


class GrowingTable(Generic[K]):
    """Rows by key; `columns` maps a name to (dtype, starting value, columns wide)."""

    def __init__(self, columns: dict[str, tuple[type[np.generic], int, int]]) -> None:
        self._row: dict[K, int] = {}
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

    def rows(self, keys: list[K]) -> Int64s:
        """Return the rows of keys, making those that are new."""
        known = self._row
        found = np.fromiter((known.setdefault(key, len(known)) for key in keys), np.int64, len(keys))
        while len(known) > self._room:
            for name, array in self._arrays.items():
                self._arrays[name] = np.concatenate((array, self._fresh(name, self._room)))
            self._room *= 2
        return found

    def column(self, name: str) -> Array:
        """Return a column; rows beyond `len` hold starting values."""
        return self._arrays[name]
