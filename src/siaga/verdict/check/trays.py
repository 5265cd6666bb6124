"""Hands results from forked workers to this process through memory that both share.

A pipe holds 64 KiB: a result of some MiB would keep a worker waiting until the other side has read it bit
by bit, and both would copy it.
"""

from __future__ import annotations

import mmap
import pickle
from dataclasses import dataclass
from typing import cast

from siaga.verdict.check.parsed import ParsedItem

TRAY_BYTES = 8 * 1024 * 1024
"""Room for one result; memory is taken only for what is laid there. Larger ones go through the pipe."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A result on its way: in the first `size` bytes of `tray`, or in `data` where it did not fit."""

    tray: int | None
    size: int
    data: bytes | None = None


class Trays:
    """Anonymous shared memory cut into trays; it must be made before the workers are forked.

    Where the machine gives no such memory there are no trays, and results go through the pipe.
    """

    def __init__(self, count: int, size: int = TRAY_BYTES) -> None:
        self._size = size
        self._free = list(range(count))
        try:
            self._memory = mmap.mmap(-1, max(1, count * size))
        except OSError:
            self._memory, self._free = mmap.mmap(-1, 1), []

    def reserve(self) -> int | None:
        """Take a free tray for a result to come; None when there is none."""
        return self._free.pop() if self._free else None

    def lay(self, tray: int | None, result: ParsedItem) -> Laid:
        """Put a result into a reserved tray; called in the worker."""
        data = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        if tray is None or len(data) > self._size:
            return Laid(tray, len(data), data)
        self._memory[tray * self._size : tray * self._size + len(data)] = data
        return Laid(tray, len(data))

    def fetch(self, laid: Laid) -> ParsedItem:
        """Take a result out and free its tray; called where the trays were made."""
        try:
            if laid.data is not None:
                return _loaded(laid.data)
            assert laid.tray is not None
            begin = laid.tray * self._size
            with memoryview(self._memory) as whole, whole[begin : begin + laid.size] as told:
                return _loaded(told)
        finally:
            if laid.tray is not None:
                self._free.append(laid.tray)


def _loaded(data: bytes | memoryview) -> ParsedItem:
    # Nobody but our own worker can write there.
    return cast("ParsedItem", pickle.loads(data))  # noqa: S301 - see above
