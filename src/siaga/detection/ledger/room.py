"""The memory that single requests and events share: what is kept when there is less and less of it left."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from siaga.intake.rows import Int64s

MEBIBYTE = 1024 * 1024

OVERHEAD = 900
"""Roughly what Python needs for one kept request or event, in bytes, besides its texts."""


@dataclass(slots=True)
class Room:
    """Bytes that may be kept: beyond `most` only what may mean something, beyond `last` nothing.

    A flood of attempts that the server refused must not crowd out the one that it answered.
    """

    most: int = 96 * MEBIBYTE
    last: int = 128 * MEBIBYTE
    used: int = 0

    @property
    def full(self) -> bool:
        """Whether only what may mean something is kept from now on."""
        return self.used >= self.most

    @property
    def spent(self) -> bool:
        """Whether nothing more is kept."""
        return self.used >= self.last

    def take(self, size: int) -> None:
        """Count one request or event that is kept, with texts of this size in bytes."""
        self.used += OVERHEAD + size


class Seen:
    """Counts how often each key was seen, for a bounded number of keys; by digest, as keys may be long."""

    def __init__(self, most: int = 250_000) -> None:
        self._most = most
        self._counts: dict[int, int] = {}

    def add(self, *key: str | bytes) -> int:
        """Count a key and return how often it was seen; 1 for ever where there is no place for it."""
        return max(0, int(self.count([number_of(*key)], [1])[0])) + 1

    def count(self, numbers: list[int], times: list[int]) -> Int64s:
        """Count keys that are numbers already; return how often each was seen before, -1 without a place."""
        counts, before = self._counts, []
        for number, more in zip(numbers, times, strict=True):
            seen = counts.get(number, 0)
            if not seen and len(counts) >= self._most:
                before.append(-1)
                continue
            counts[number] = seen + more
            before.append(seen)
        return np.array(before, np.int64)


def number_of(*parts: str | bytes) -> int:
    """Return a 64-bit number for a key: keyed by nothing, but too costly to collide with on purpose.

    An intruder who could make two requests share a number could crowd his own out of what is kept.
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        text = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(len(text).to_bytes(4, "big") + text)
    return int.from_bytes(digest.digest(), "big")
