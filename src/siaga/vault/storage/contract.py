"""What a store of bytes must offer to hold a vault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Versioned:
    """Bytes together with a mark of this version of them, to be given back when replacing."""

    data: bytes
    version: str


class Storage(Protocol):
    """Bytes under names such as "log/tile/0/000": relative, "/"-separated, without "." or "..".

    Every write is durable and whole when the call returns: after a crash there is the old state or the new
    one. Errors: `MissingError`, `ConflictError`, `UnreachableError`, each naming the place.
    """

    @property
    def place(self) -> str:
        """How a person would call it: a folder's path or s3://bucket/prefix."""
        ...

    def read(self, name: str) -> bytes:
        """Return all bytes; raise MissingError if there are none."""
        ...

    def read_range(self, name: str, offset: int, size: int) -> bytes:
        """Return `size` bytes from `offset`, fewer at the end; raise MissingError."""
        ...

    def size(self, name: str) -> int:
        """Return the length in bytes; raise MissingError."""
        ...

    def create(self, name: str, data: bytes) -> None:
        """Write bytes that never change again; the same twice is no error, other bytes: ConflictError."""
        ...

    def version(self, name: str) -> Versioned | None:
        """Return the bytes and their version, or None if there are none; what is returned is durable."""
        ...

    def replace(self, name: str, data: bytes, expected: str | None) -> str:
        """Write if the version still is `expected` (None: if there is nothing yet), else raise ConflictError.

        Return the new version. A local folder compares under the caller's `lock`.
        """
        ...

    def names(self, prefix: str) -> Iterator[str]:
        """Yield the names that begin with `prefix` (a folder with its "/", or ""), sorted by code point."""
        ...

    def remove(self, name: str) -> None:
        """Remove bytes (journal, superseded partial tiles, retention); what is not there is no error."""
        ...

    def move(self, name: str, to: str) -> None:
        """Move bytes (into quarantine); raise MissingError, or ConflictError if `to` holds other bytes."""
        ...

    def lock(self) -> AbstractContextManager[None]:
        """Be the only writer inside the block; raise ConflictError naming who is already."""
        ...

    def sweep(self) -> int:
        """Remove what killed writers left half-written, under the `lock`; return how many."""
        ...
