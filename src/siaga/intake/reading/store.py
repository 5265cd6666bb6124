"""Random access to stored bytes: an open file, or an archive held in memory."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Protocol

from siaga.intake.reading.note import Tell

LARGEST_READ = 16 * 1024 * 1024
"""What `StoreFile` gives at once at most: a zip directory of this size lists some 250,000 members."""


class Store(Protocol):
    """Stored bytes that can be read anywhere."""

    @property
    def size(self) -> int:
        """Length in bytes, as seen when it was opened."""
        ...

    def at(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes from `offset`; fewer only at the end. Never raises."""
        ...


class FileStore:
    """An open regular file; an input error is told and ends it."""

    def __init__(self, descriptor: int, size: int, tell: Tell) -> None:
        self._descriptor = descriptor
        self._size = size
        self._tell = tell

    @property
    def size(self) -> int:
        """Length in bytes when it was opened."""
        return self._size

    def at(self, offset: int, size: int) -> bytes:
        """Return the bytes at `offset`, not beyond the size seen at opening."""
        size = min(size, self._size - offset)
        if size <= 0 or offset < 0:
            return b""
        try:
            return os.pread(self._descriptor, size, offset)
        except OSError as error:
            self._tell("input_error", error.strerror or type(error).__name__)
            return b""


class MemoryStore:
    """Bytes held in memory."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self._data)

    def at(self, offset: int, size: int) -> bytes:
        """Return the bytes at `offset`."""
        return self._data[offset : offset + size] if offset >= 0 and size > 0 else b""


class StoreFile(io.RawIOBase):
    """A store as a file object, for the standard library's zip directory reader."""

    def __init__(self, store: Store, start: int, stop: int) -> None:
        super().__init__()
        self._store = store
        self._start = start
        self._stop = stop
        self._position = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be positioned."""
        return True

    def tell(self) -> int:
        """Return the position in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a position in bytes, as `io.IOBase.seek`."""
        base: dict[int, Callable[[], int]] = {
            os.SEEK_SET: lambda: 0,
            os.SEEK_CUR: lambda: self._position,
            os.SEEK_END: lambda: self._stop - self._start,
        }
        position = base[whence]() + offset
        if position < 0:
            raise OSError("negative position")
        self._position = position
        return position

    def read(self, size: int | None = -1) -> bytes:
        """Return up to `size` bytes, or all that is left."""
        left = max(0, self._stop - self._start - self._position)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > LARGEST_READ:
            raise OSError(f"a directory of more than {LARGEST_READ} bytes")
        data = self._store.at(self._start + self._position, wanted)
        self._position += len(data)
        return data
