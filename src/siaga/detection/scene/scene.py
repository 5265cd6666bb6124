"""One site as behaviours see it: moves by client and path, sessions, other logs, catch-all answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

from siaga.detection.applications.meaning import act_of, means_nothing, privileged_page_of
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.ledger import Ledger, SiteLedger
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.catch_all import CatchAll, learn
from siaga.detection.scene.estate import Estate
from siaga.detection.scene.given import Given
from siaga.detection.scene.hosts import host_of, own_host
from siaga.detection.scene.night import night_of
from siaga.detection.scene.own_calls import without_own_calls
from siaga.detection.scene.sessions import Session, SignIn, sessions, sign_ins
from siaga.detection.scene.skew import estimate
from siaga.detection.scene.staff import staff_networks
from siaga.foundation.networks import near, wide
from siaga.intake.rows import NO_TIME


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What behaviours need to know of a signature: `level` is Sigma's (informational … critical)."""

    id: str
    title: str
    family: str
    level: str


@dataclass(frozen=True)
class Scene:
    """One site, or a machine that serves several.

    `happenings` are those of its own logs; `around` adds those of machines that serve it. Their
    times are already set right by their source's estimated clock offset (`skew_seconds`).
    """

    site: str
    ledger: SiteLedger
    moves: list[Move]
    happenings: list[Happening]
    around: list[Happening]
    rules: Sequence[RuleFacts]
    skew_seconds: dict[str, int] = field(default_factory=dict)
    estate: Estate = field(default_factory=Estate)
    neighbours: Sequence[Scene] = field(default=(), repr=False, compare=False)
    """All scenes of the check, this one among them: what is taken from one site may open another."""

    @cached_property
    def by_client(self) -> dict[str, list[Move]]:
        """Moves by client, in time order."""
        return _grouped(self.moves, lambda move: move.client)

    @cached_property
    def by_path(self) -> dict[bytes, list[Move]]:
        """Moves by path, in time order."""
        return _grouped(self.moves, lambda move: move.path)

    @cached_property
    def catch_all(self) -> CatchAll:
        """Answers this site gives to anything."""
        probes = Kind.EXECUTABLE | Kind.DUMP | Kind.ADMIN
        return learn(
            (move for move in self.moves if move.rules or move.kind & probes),
            ((move, self.families(move)) for move in self.moves if move.rules),
        )

    @cached_property
    def sign_ins(self) -> dict[str, list[SignIn]]:
        """Web logins by client."""
        found = {client: sign_ins(moves) for client, moves in self.by_client.items()}
        return {client: signed for client, signed in found.items() if signed}

    @cached_property
    def writes_near(self) -> dict[str, list[Move]]:
        """Requests with a body by the sender's small network, in time order."""
        return _grouped([move for move in self.moves if move.writes], lambda move: near(move.client))

    @cached_property
    def staff(self) -> frozenset[str]:
        """Networks from which this site's own people sign in regularly."""
        return staff_networks(self.sessions, len(self.ledger.clients))

    @cached_property
    def night(self) -> frozenset[int] | None:
        """Hours of the day (UTC) at which this site sleeps; None where that can't be told."""
        return night_of(self.ledger.hours)

    @cached_property
    def public(self) -> frozenset[tuple[bytes, bytes]]:
        """Pages (path, query without numbers) that look privileged but are served to everybody."""
        signed = {client for client, found in self.sign_ins.items() if any(s.succeeded for s in found)}
        seen: dict[tuple[bytes, bytes], set[str]] = {}
        for move in self.moves:
            if move.served and move.client not in signed and (act_of(move) or privileged_page_of(move)):
                seen.setdefault(_page(move), set()).add(wide(move.client))
        return frozenset(page for page, networks in seen.items() if len(networks) >= PUBLIC_NETWORKS)

    @cached_property
    def own_host(self) -> bytes:
        """The site's own host name, as most referrers give it; b"" when there are none."""
        return own_host(self.moves)

    @property
    def logs_referrers(self) -> bool:
        """Whether this site's log tells referrers at all: where it does not, none is no sign of anything."""
        return bool(self.own_host)

    @cached_property
    def own_links(self) -> frozenset[tuple[bytes, int]]:
        """Pairs of path and signature that the site's own links set off: several visitors follow them."""
        seen: dict[tuple[bytes, int], set[str]] = {}
        for move in self.moves:
            if move.rules and move.referrer and host_of(move.referrer) == self.own_host:
                for rule in move.rules:
                    seen.setdefault((move.path, rule), set()).add(wide(move.client))
        return frozenset(pair for pair, networks in seen.items() if len(networks) >= PUBLIC_NETWORKS)

    @cached_property
    def sessions(self) -> list[Session]:
        """Privileged web sessions of all clients, by their start."""
        found = []
        given = Given(self.by_client.items(), self.sign_ins)
        for client, moves in self.by_client.items():
            private = [move for move in moves if not (means_nothing(move) or self._is_no_entry(move, given))]
            found += sessions(client, private, self.sign_ins.get(client, []))
        return sorted(found, key=lambda session: (session.start_us, session.client))

    def _is_no_entry(self, move: Move, given: Given) -> bool:
        return _page(move) in self.public or given.refuses(move)

    @cached_property
    def attackers(self) -> dict[str, int]:
        """Clients that sent what no honest visitor sends, with the number of such requests."""
        found: dict[str, int] = defaultdict(int)
        for move in self.moves:
            if any(self._is_hostile(move, rule) for rule in move.rules):
                found[move.client] += 1
        return {client: count for client, count in found.items() if count >= HOSTILE_REQUESTS}

    def _is_hostile(self, move: Move, rule: int) -> bool:
        # What the site's own links set off, and what staff do at their work, is no attack.
        facts = self.rules[rule]
        if facts.family in EVERYDAY_FAMILIES or facts.level not in {"medium", "high", "critical"}:
            return False
        return (move.path, rule) not in self.own_links and privileged_page_of(move) is None

    def families(self, move: Move) -> frozenset[str]:
        """Return the families of the signatures that a move matched, the site's own links left out."""
        key = (move.path, move.rules)
        found = self._families.get(key)
        if found is None:
            rules = (rule for rule in move.rules if (move.path, rule) not in self.own_links)
            found = self._families[key] = frozenset(self.rules[rule].family for rule in rules)
        return found

    @cached_property
    def _families(self) -> dict[tuple[bytes, tuple[int, ...]], frozenset[str]]:
        return {}

    def answered(self, move: Move) -> bool:
        """Say whether the server gave content for a request, other than what it says to anything."""
        return move.served and not self.catch_all.covers(move)


EVERYDAY_FAMILIES = frozenset({"backup-files", "secret-files", "login-abuse", "gambling", "upload-abuse"})
"""Families whose signatures honest staff and honest pages set off as well."""

PUBLIC_NETWORKS = 3
"""Different networks of visitors without a login that make a page or link the site's own."""

HOSTILE_REQUESTS = 2
"""A single match may be an accident."""

_NUMBERS = re.compile(rb"\d+")
K = TypeVar("K")


def _page(move: Move) -> tuple[bytes, bytes]:
    return move.path, _NUMBERS.sub(b"", move.query)[:120]


def _grouped(moves: list[Move], key: Callable[[Move], K]) -> dict[K, list[Move]]:
    found: dict[K, list[Move]] = {}
    for move in moves:
        found.setdefault(key(move), []).append(move)
    return found


def scenes(ledger: Ledger, rules: Sequence[RuleFacts], serving: Mapping[str, Sequence[str]]) -> list[Scene]:
    """Arrange a ledger into one scene per site or machine, in alphabetical order.

    `serving` says for each machine which sites it serves.
    """
    moves: dict[str, list[Move]] = defaultdict(list)
    for move in ledger.moves.in_time():
        moves[move.site].append(move)
    own: dict[str, list[Happening]] = defaultdict(list)
    around: dict[str, list[Happening]] = defaultdict(list)
    for happening in ledger.happenings:
        own[happening.owner].append(happening)
        for site in serving.get(happening.owner, ()):
            around[site].append(happening)
    found: list[Scene] = []
    estate = Estate()
    for name in sorted({*ledger.sites, *own}):
        ledger_of_site = ledger.site(name)
        skew = estimate(own[name] + around[name], ledger_of_site)
        mine, around_it = _set_right(own[name], skew), _set_right(own[name] + around[name], skew)
        visits = without_own_calls(name, moves[name])
        scene = Scene(name, ledger_of_site, visits, mine, around_it, rules, skew, estate, found)
        estate.add(name, partial(getattr, scene, "sign_ins"))
        found.append(scene)
    return found


def _set_right(happenings: list[Happening], skew: dict[str, int]) -> list[Happening]:
    right = [_shifted(happening, skew.get(happening.source, 0)) for happening in happenings]
    return sorted(right, key=lambda h: (h.event.time_us, h.place.file, h.place.line_no))


def _shifted(happening: Happening, offset: int) -> Happening:
    if not offset or happening.event.time_us == NO_TIME:
        return happening
    event = replace(happening.event, time_us=happening.event.time_us - offset * 1_000_000)
    return replace(happening, event=event)
