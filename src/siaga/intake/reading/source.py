"""A stream of bytes that never raises on content: windows of a store, pipes, and bytes in memory."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod

from siaga.intake.reading.note import Tell
from siaga.intake.reading.store import Store

_TAIL = 16 * 1024
_ALIGN_FROM = 1024 * 1024
_AHEAD = 64 * 1024


class Source(ABC):
    """Bytes in order. What goes wrong is told to the notebook and ends the stream."""

    def __init__(self) -> None:
        self._ahead = b""
        self._used = 0

    @property
    @abstractmethod
    def taken(self) -> int:
        """Stored bytes taken so far from the file or pipe at the bottom of this stream."""

    @abstractmethod
    def _more(self, size: int) -> bytes:
        """Return about `size` bytes, at least one; b"" at the end and ever after."""

    def read(self, size: int) -> bytes:
        """Return 1 to `size` bytes, or b"" at the end."""
        if self._used == len(self._ahead):
            data = self._more(size)
            if len(data) <= size:
                return data
            self._ahead, self._used = data, 0
        data = self._ahead[self._used : self._used + size]
        self._used += len(data)
        return data

    def peek(self, size: int) -> bytes:
        """Return the next `size` bytes without consuming them; fewer only at the end."""
        while len(self._ahead) - self._used < size:
            more = self._more(size - len(self._ahead) + self._used)
            if not more:
                break
            self._ahead, self._used = self._ahead[self._used :] + more, 0
        return self._ahead[self._used : self._used + size]

    def at_end(self) -> bool:
        """Say whether nothing more comes; may read ahead."""
        if self._used == len(self._ahead):
            self._ahead, self._used = self._more(_AHEAD), 0
        return not self._ahead

    def exactly(self, size: int) -> bytes:
        """Return `size` bytes; fewer only at the end."""
        parts = []
        while size > 0:
            part = self.read(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def skip(self, size: int) -> int:
        """Consume up to `size` bytes and return how many there were."""
        left = size
        while left > 0:
            part = self.read(min(left, 1024 * 1024))
            if not part:
                break
            left -= len(part)
        return size - left


class Window(Source):
    r"""The bytes [start, stop) of a store.

    Large reads end at a line end where one is near, so that the cutter can pass them on uncopied.
    """

    def __init__(self, store: Store, start: int, stop: int) -> None:
        super().__init__()
        self._store = store
        self._start = start
        self._position = start
        self._stop = stop

    @property
    def taken(self) -> int:
        """Bytes read from the store."""
        return self._position - self._start

    @property
    def left(self) -> int:
        """Bytes that should still come; more than 0 after the end means the store is shorter."""
        return self._stop - self._position

    @property
    def extent(self) -> tuple[Store, int, int]:
        """The store and the [start, stop) of this window in it, for readers that need to seek."""
        return self._store, self._start, self._stop

    def peek(self, size: int) -> bytes:
        """Return the next bytes; costs no copy later."""
        return self._store.at(self._position, min(size, self._stop - self._position))

    def at_end(self) -> bool:
        """Say whether nothing more comes, also when the store turned out shorter than it was."""
        return self._position >= self._stop or not self._store.at(self._position, 1)

    def _more(self, size: int) -> bytes:
        size = min(size, self._stop - self._position)
        if size <= 0:
            return b""
        data = self._store.at(self._position, self._to_line_end(size))
        self._position += len(data)
        return data

    def skip(self, size: int) -> int:
        """Move on by up to `size` bytes without reading them; not beyond the end of the store."""
        step = max(0, min(size, self._stop - self._position, self._store.size - self._position))
        self._position += step
        return step

    def _to_line_end(self, size: int) -> int:
        if size < _ALIGN_FROM or self._position + size >= self._stop:
            return size
        near_end = self._store.at(self._position + size - _TAIL, _TAIL)
        newline = near_end.rfind(b"\n")
        return size if newline < 0 else size - _TAIL + newline + 1


class Pipe(Source):
    """A descriptor that can only be read once, forwards: standard input, a pipe."""

    def __init__(self, descriptor: int, tell: Tell) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._tell = tell
        self._taken = 0

    @property
    def taken(self) -> int:
        """Bytes read from the pipe."""
        return self._taken

    def _more(self, size: int) -> bytes:
        try:
            data = os.read(self._descriptor, size)
        except OSError as error:
            self._tell("input_error", error.strerror or type(error).__name__)
            return b""
        self._taken += len(data)
        return data


class Joined(Source):
    """Two sources one after the other."""

    def __init__(self, first: Source, second: Source) -> None:
        super().__init__()
        self._first = first
        self._second = second

    @property
    def taken(self) -> int:
        """Stored bytes taken by the second, which is the one that reads on."""
        return self._second.taken

    def _more(self, size: int) -> bytes:
        return self._first.read(size) or self._second.read(size)
