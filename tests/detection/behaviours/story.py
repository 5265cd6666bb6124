"""A story told in requests and events, from which a scene is made the way a check makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from tests.detection.observing import observe

from siaga.detection.behaviours.contract import Behaviour
from siaga.detection.ledger.ledger import Ledger
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import RuleFacts, Scene, scenes
from siaga.findings.shape import Notice, Signal
from siaga.intake.block import Block, LogFile
from siaga.intake.rows import NO_TIME, AccessRows, Action, Coded, Event, Lines, Outcome, encode

SITE = "kota.example"
ACCESS, OTHER = LogFile("access.log", "access.log"), LogFile("auth.log", "auth.log")
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def clock(text: str) -> int:
    """Return UTC µs of "day hour:minute[:second]" in June 2026, e.g. "15 10:20"."""
    day, _, time = text.partition(" ")
    return round(datetime.fromisoformat(f"2026-06-{day}T{time}").replace(tzinfo=UTC).timestamp()) * 1_000_000


@dataclass(frozen=True, slots=True)
class _Request:
    time_us: int
    client: str
    method: str
    target: str
    status: int
    size: int
    referrer: str
    agent: str
    user: str
    duration_us: int
    families: tuple[str, ...]

    @property
    def line(self) -> bytes:
        stamp = datetime.fromtimestamp(self.time_us / 1_000_000, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")
        text = f'{self.client} - {self.user} [{stamp}] "{self.method} {self.target} HTTP/1.1" {self.status}'
        return f'{text} {self.size} "{self.referrer}" "{self.agent}"'.encode()


@dataclass(slots=True)
class Story:
    """Gathers what happened on one site; rule families are given by hand, so no rule file is needed."""

    requests: list[_Request] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    raw_events: list[bytes] = field(default_factory=list)
    machine: str | None = None
    """Name of the machine that the events belong to; None: they are the site's own."""

    def ask(
        self,
        when: str | int,
        client: str,
        request: str,
        status: int = 200,
        size: int = 1_000,
        *,
        referrer: str = "-",
        agent: str = BROWSER,
        user: str = "-",
        seconds: float = -1,
        families: tuple[str, ...] = (),
    ) -> None:
        """Add one request: "/path" is a GET, else "METHOD /path"."""
        method, _, target = request.rpartition(" ")
        at = clock(when) if isinstance(when, str) else when
        took = round(seconds * 1_000_000) if seconds >= 0 else -1
        self.requests.append(
            _Request(at, client, method or "GET", target, status, size, referrer, agent, user, took, families)
        )

    def visits(self, days: Iterable[int], clients: Iterable[str], page: str, size: int = 9_000) -> None:
        """Let every client come once a day, by way of the home page's link."""
        for day in days:
            for place, client in enumerate(clients):
                self.ask(f"{day:02} 09:{place:02}", client, page, size=size, referrer="https://kota.example/")

    def tell(
        self,
        when: str | int | None,
        action: Action,
        outcome: Outcome = "",
        *,
        user: str = "",
        client: str = "",
        application: str = "ssh",
        what: str = "",
        message: str = "",
        stamped: bool = True,
        detail: dict[str, str] | None = None,
    ) -> None:
        """Add one event of another log; `when` None is a line whose time nobody can tell.

        Without `stamped` the line itself carries no stamp, as a process's output does not.
        """
        at = NO_TIME if when is None else clock(when) if isinstance(when, str) else when
        told = stamped and at != NO_TIME
        stamp = (
            datetime.fromtimestamp(at / 1_000_000, UTC).strftime("[%a %b %d %H:%M:%S %Y] ") if told else ""
        )
        self.raw_events.append(f"{stamp}{application}: {message or user}".encode())
        number = len(self.events) + 1
        self.events.append(
            Event(
                number,
                number * 100,
                80,
                at,
                application,
                action,
                outcome,
                user,
                client,
                what,
                message,
                detail=detail or {},
            )
        )

    def scene(self) -> Scene:
        """Make the scene of the site."""
        ledger = Ledger()
        families = sorted({family for request in self.requests for family in request.families})
        rules = [RuleFacts(f"{family}/rule", family, family, "high") for family in families]
        ledger.site(SITE)
        self._observe(ledger, families)
        owner = self.machine or SITE
        ledger.observe_events(owner, OTHER, self.events, self.raw_events)
        serving = {self.machine: (SITE,)} if self.machine else {}
        return next(scene for scene in scenes(ledger, rules, serving) if scene.site == SITE)

    def _observe(self, ledger: Ledger, families: list[str]) -> None:
        told = sorted(self.requests, key=lambda request: request.time_us)
        lines = [request.line for request in told]
        lengths = np.array([len(line) for line in lines], np.int64)
        offsets = np.cumsum(lengths + 1) - lengths - 1
        rows = AccessRows(
            block=Block(ACCESS, b"".join(line + b"\n" for line in lines), 0, 1),
            lines=Lines(np.arange(1, len(told) + 1, dtype=np.int64), offsets, lengths),
            time_us=np.array([request.time_us for request in told], np.int64),
            client=encode([request.client.encode() for request in told]),
            method=encode([request.method.encode() for request in told]),
            target=encode([request.target.encode() for request in told]),
            status=np.array([request.status for request in told], np.int32),
            bytes_sent=np.array([request.size for request in told], np.int64),
            referrer=encode([request.referrer.encode() for request in told]),
            user_agent=encode([request.agent.encode() for request in told]),
            user=encode([request.user.encode() for request in told]),
            duration_us=np.array([request.duration_us for request in told], np.int64),
        )
        hits = [(row, families.index(name)) for row, one in enumerate(told) for name in one.families]
        observe(
            ledger,
            rows,
            Coded(np.zeros(len(told), np.int32), [SITE.encode()]),
            np.array([row for row, _ in hits], np.int64),
            np.array([rule for _, rule in hits], np.int32),
        )

    def moves(self) -> list[Move]:
        """Return the requests that the ledger kept, in time order."""
        return self.scene().moves

    def signals(self, behaviour: Behaviour) -> list[Signal]:
        """Return what a behaviour accuses somebody of."""
        return [seen for seen in behaviour.look(self.scene()) if isinstance(seen, Signal)]

    def notices(self, behaviour: Behaviour) -> list[Notice]:
        """Return what a behaviour merely tells."""
        return [seen for seen in behaviour.look(self.scene()) if isinstance(seen, Notice)]
