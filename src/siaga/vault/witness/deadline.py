"""One deadline for a whole HTTP exchange: when it passes, the connection under it is shut."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

_under_way = threading.local()
"""The deadline of the exchange that this thread is in."""


class Deadline:
    """A block of `seconds` at most, for connections of a `watched` pool used by this thread.

    Time-outs of sockets begin anew with each byte; this one doesn't. `reason` says that it has passed.
    """

    def __init__(self, seconds: float) -> None:
        self.reason = ""
        self._seconds = seconds
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Begin."""
        _under_way.deadline = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End: nothing is shut any more."""
        self._timer.cancel()
        self._socket = None
        _under_way.deadline = None

    def watch(self, connection: HTTPConnection) -> None:
        """Take the connection that is used now; TimeoutError if it is too late for another."""
        # The socket itself: a connection that is to end with its answer lets go of it before that is read.
        self._socket = connection.sock
        self.check()

    def check(self) -> None:
        """Raise TimeoutError if the deadline has passed."""
        if self.reason:
            raise TimeoutError(self.reason)

    def _pass(self) -> None:
        self.reason = f"does not finish within {self._seconds:g} seconds"
        if self._socket is not None:
            with suppress(OSError):  # it was closed at the same moment
                self._socket.shutdown(socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    def request(self, *given: Any, **named: Any) -> None:
        _watch(self)
        super().request(*given, **named)
        _watch(self)  # while it was being connected there was nothing to shut


class _Secure(HTTPSConnection):
    def request(self, *given: Any, **named: Any) -> None:
        _watch(self)
        super().request(*given, **named)
        _watch(self)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


def watched(pool: PoolManager) -> PoolManager:
    """Let the pool make connections that keep a `Deadline`."""
    pool.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
    return pool


def _watch(connection: HTTPConnection) -> None:
    deadline: Deadline | None = getattr(_under_way, "deadline", None)
    if deadline is not None:
        deadline.watch(connection)
