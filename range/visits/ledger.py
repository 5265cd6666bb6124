"""The ledger: which virtual time, actor and role belong to each request id, session and tool run."""

from __future__ import annotations

from dataclasses import dataclass, field

from range.visits.steps import Actor


@dataclass(frozen=True, slots=True)
class Stamp:
    """The truth about one request: `at` in virtual seconds since 1970 (UTC)."""

    at: float
    actor: Actor
    role: str = ""


@dataclass(slots=True)
class Span:
    """The truth about one session or tool run, whose lines are told apart by their real time.

    A line written at real time r happened at virtual time `at + (r - real) * pace`; what closes a
    session happens at `at + hold`. `address` is the loopback address that stood for `actor`'s `ip`.
    """

    at: float
    real: float
    actor: Actor
    ip: str
    site: str
    address: str = ""
    role: str = ""
    pace: float = 1.0
    hold: float = 0.0
    ports: list[int] = field(default_factory=list)

    def when(self, real: float) -> float:
        """Return the virtual time of a line of this span."""
        return self.at + max(0.0, real - self.real) * self.pace


class Ledger:
    """What one site's visits were: filled while they happen, read by the recorder."""

    def __init__(self, site: str, prefix: str) -> None:
        self.site = site
        self.stamps: dict[str, Stamp] = {}
        self.tools: dict[str, Span] = {}
        self.sessions: dict[str, Span] = {}
        self._prefix = prefix
        self._count = 0

    def number(self) -> str:
        """Return the next request id of this site."""
        self._count += 1
        return f"{self._prefix}.{self._count:x}"
