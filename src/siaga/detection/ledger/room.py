"""The memory that single requests and events share: what is kept when there is less and less of it left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import blake2b

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

    def take(self, *texts: bytes) -> None:
        """Count what is kept with these texts."""
        self.used += OVERHEAD + sum(map(len, texts))


class Seen:
    """Counts how often each key was seen, for a bounded number of keys; by digest, as keys may be long."""

    def __init__(self, most: int = 250_000) -> None:
        self._most = most
        self._counts: Counter[int] = Counter()

    def add(self, *key: Hashable) -> int:
        """Count a key and return how often it was seen; 1 for ever where there is no place for it."""
        digest = _digest(key)
        if digest not in self._counts and len(self._counts) >= self._most:
            return 1
        self._counts[digest] += 1
        return self._counts[digest]

    def times(self, *key: Hashable) -> int:
        """Return how often a key was seen, 0 for one that there was no place for."""
        return self._counts[_digest(key)]


def _digest(key: tuple[Hashable, ...]) -> int:
    # Not hash(): it differs from run to run, and so would what two equal ones leave out.
    return int.from_bytes(blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
