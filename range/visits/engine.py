"""The engine: plays all visits of one site in the order of virtual time, for real, one at a time."""

from __future__ import annotations

import heapq
import time
from dataclasses import dataclass

from range.estate.addresses import LoopbackBook
from range.estate.sites import Site
from range.servers.place import Place
from range.visits import ftp, http, ssh, tools
from range.visits.ledger import Ledger, Span, Stamp
from range.visits.steps import (
    Actor,
    Effect,
    FtpSession,
    Pause,
    Reply,
    Request,
    SshLogin,
    Step,
    ToolRun,
    Visit,
)

SLOW = 0.2
"""A request that takes longer (seconds) is slow on purpose; anything shorter is noise of the machine."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines that are taken out of a recorded log: by an intruder, or because a disk was full."""

    kind: str
    since: float
    until: float
    cause: str


class Stage:
    """One site with everything that will happen on it.

    Visits are generators of steps: each is resumed with the reply to its last step, at the virtual
    time at which that reply came, so the state of the application is always that of its moment.
    """

    def __init__(self, site: Site, place: Place, book: LoopbackBook, prefix: str, end: float) -> None:
        self.site = site
        self.place = place
        self.ledger = Ledger(site.short, prefix)
        self.actors: list[Actor] = []
        self.requests = 0
        self.downtimes: list[tuple[float, float]] = []
        self.cuts: list[Cut] = []
        self._book = book
        self._end = end
        self._due: list[tuple[float, int, Visit, Reply | None]] = []
        self._count = 0

    def actor(self, actor: Actor) -> Actor:
        """Register an actor, so that the truth speaks of it."""
        self.actors.append(actor)
        return actor

    def enter(self, visit: Visit, at: float) -> None:
        """Let a visit begin at a virtual time (seconds since 1970); later than the end is ignored."""
        if at < self._end:
            self._push(at, visit, None)

    def _push(self, at: float, visit: Visit, reply: Reply | None) -> None:
        self._count += 1
        heapq.heappush(self._due, (at, self._count, visit, reply))

    def play(self) -> None:
        """Play everything to its end."""
        while self._due:
            at, _, visit, reply = heapq.heappop(self._due)
            if at >= self._end:
                visit.close()
                continue
            try:
                step = visit.send(reply) if reply is not None else next(visit)
            except StopIteration:
                continue
            # A server that is down answers nobody, and nothing of it is in any log.
            down = any(since <= at < until for since, until in self.downtimes)
            began = time.monotonic()
            answer = Reply() if down else self._do(step, at)
            took = time.monotonic() - began
            # Only what is slow on purpose counts, so that the order of things stays the same.
            slow = round(took, 1) if isinstance(step, Request) and took > SLOW else 0.05
            self._push(at + (step.seconds if isinstance(step, Pause) else slow), visit, answer)

    def _do(self, step: Step, at: float) -> Reply:
        match step:
            case Pause():
                return Reply()
            case Effect():
                step.do()
                return Reply()
            case Request():
                return self._request(step, at)
            case SshLogin():
                step.actor.ips.add(step.ip)
                span = self._span(step.actor, step.ip, at, step.role, hold=step.hold)
                return ssh.login(step, span.address, self.place)
            case FtpSession():
                step.actor.ips.add(step.ip)
                span = self._span(step.actor, step.ip, at, step.role)
                return ftp.session(step, span.address, self.place)
            case ToolRun():
                step.actor.ips.add(step.ip)
                rid = self.ledger.number()
                self.ledger.tools[rid] = Span(at, time.time(), step.actor, step.ip, self.site.short)
                return tools.run(step, rid, self.site, self.place, int(at))

    def _request(self, step: Request, at: float) -> Reply:
        self.requests += 1
        source = ""
        if step.raw:
            source = self._span(step.actor, step.ip, at, step.role).address
            step.actor.ips.add(step.ip)
        rid = self.ledger.number()
        began = time.monotonic()
        reply = http.send(step, rid, self.site.host, self.place.port(self.site), int(at), source)
        took = time.monotonic() - began
        # nginx stamps a request at its end, Apache at its beginning.
        end = at + took if self.site.server == "nginx" and took > SLOW else at
        self.ledger.stamps[rid] = Stamp(end, step.actor, step.role)
        return reply

    def _span(self, actor: Actor, ip: str, at: float, role: str, hold: float = 0.0) -> Span:
        address = self._book.take()
        span = Span(at, time.time(), actor, ip, self.site.short, address, role, hold=hold)
        self.ledger.sessions[address] = span
        return span
