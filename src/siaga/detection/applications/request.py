"""What of a request its meaning depends on."""

from __future__ import annotations

from typing import Protocol


class Request(Protocol):
    """A request and the status of its answer; path and query as logged, log escapes undone."""

    @property
    def method(self) -> bytes:
        """Method as sent."""
        ...

    @property
    def path(self) -> bytes:
        """Path without query."""
        ...

    @property
    def query(self) -> bytes:
        """Query without the question mark."""
        ...

    @property
    def status(self) -> int:
        """Status of the answer, -1 when not logged."""
        ...

    @property
    def referrer(self) -> bytes | None:
        """Referrer, None when there was none."""
        ...
