"""A text column that grows block by block over one dictionary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from siaga.intake.rows import UNKNOWN, Coded, Int32s
from siaga.vault.columns.text import readable_all


class CodedColumn:
    """Collects codes; values are numbered in the order of their first appearance."""

    def __init__(self) -> None:
        self._known: dict[bytes, int] = {}
        self._codes: list[Int32s] = []

    def add(self, column: Coded | None, rows: int) -> Int32s:
        """Add a block's column, None meaning absent in all `rows`; return the codes in this dictionary."""
        if column is None or not column.values:
            codes = np.full(rows, UNKNOWN, np.int32)
        else:
            known = self._known
            place = [known.setdefault(value, len(known)) for value in column.values]
            # The last place is what UNKNOWN, -1, picks.
            codes = np.array([*place, UNKNOWN], np.int32)[column.codes]
        self._codes.append(codes)
        return codes

    def add_one(self, value: bytes, rows: int) -> None:
        """Add the same value for all `rows`."""
        self._codes.append(np.full(rows, self._known.setdefault(value, len(self._known)), np.int32))

    @property
    def values(self) -> list[bytes]:
        """The dictionary."""
        return list(self._known)

    def codes(self) -> Int32s:
        """Return the codes of all rows."""
        return np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)

    def arrow(self) -> tuple[pa.DictionaryArray, Sequence[int]]:
        """Return the column as text, and the codes whose text is escaped."""
        texts, escaped = readable_all(self.values)
        codes = self.codes()
        array = pa.DictionaryArray.from_arrays(
            pa.array(codes, pa.int32(), mask=codes < 0), pa.array(texts, pa.string())
        )
        return array, [code for code, each in enumerate(escaped) if each]
