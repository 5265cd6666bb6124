"""Finds requests that a site's own software made to the site itself: nobody made them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.hosts import own_host

_AGENT = re.compile(rb"^[A-Za-z][A-Za-z ._-]{0,39}/[0-9A-Za-z.-]{1,24}; ?https?://([^/;) ]{1,253})")
"""How software that calls out names itself and the site it serves: `WordPress/6.4.3; https://kota.example`."""

_CHORES = b"/wp-cron.php"
_CHORE_QUERY = re.compile(rb"(?:doing_wp_cron(?:=[0-9.]{0,40})?)?")
_SILENT = 256
"""Bytes; chores answer nothing, which a server may still wrap."""

_BACKGROUND = b"/wp-admin/admin-ajax.php"
_CHECK = re.compile(rb"(?:^|&)wp_scrape_key=[0-9a-f]{1,64}&(?:.{0,200}&)?wp_scrape_nonce=")
"""After a change of its code WordPress asks itself for a page, and undoes the change where that is broken."""

CHECKED_WITHIN_US = 120 * 1_000_000
CHORE_DAYS = 3
"""An address that does a site's chores on so many days, and nothing else, is the server's own."""

_DAY_US = 24 * 3_600_000_000


def without_own_calls(site: str, moves: list[Move]) -> list[Move]:
    """Leave out the calls of a site to itself, from its moves in time order.

    Anybody can write such an agent: it counts only for a chore that harms nobody, for the check that
    follows somebody else's change at once, and for background work of an address that has done the
    site's chores, and nothing else, for days.
    """
    told = {agent: host for agent in {move.agent for move in moves} if (host := named_host(agent))}
    if not told:
        return moves
    hosts = {_bare(own_host(moves)), _bare(site.lower().encode())}
    agents = {agent for agent, host in told.items() if _bare(host) in hosts}
    servers, changes = _servers(moves, agents), _changes(moves, agents)
    return [move for move in moves if not (move.agent in agents and _is_own(move, servers, changes))]


def named_host(agent: bytes | None) -> bytes:
    """Return the host of the site that an agent says to serve; b"" when it says nothing of the kind."""
    found = _AGENT.match(agent) if agent else None
    return found[1].lower() if found else b""


def _bare(host: bytes) -> bytes:
    return host.removeprefix(b"www.")


def _is_own(move: Move, servers: set[str], changes: list[tuple[int, str]]) -> bool:
    if _is_chore(move):
        return True
    if not move.writes and _CHECK.search(move.query):
        first = bisect_left(changes, (move.time_us - CHECKED_WITHIN_US, ""))
        return any(at <= move.time_us and client != move.client for at, client in changes[first : first + 50])
    return move.client in servers and move.path.endswith(_BACKGROUND) and not (move.rules or move.referrer)


def _is_chore(move: Move) -> bool:
    """Say whether a request only sets off chores: a shell under that name is given orders, and answers."""
    plain = move.path.endswith(_CHORES) and not move.rules and _CHORE_QUERY.fullmatch(move.query)
    return bool(plain) and move.size <= _SILENT


def _servers(moves: list[Move], agents: set[bytes | None]) -> set[str]:
    """Return the addresses that did the site's chores on several days, and never were anybody else."""
    days: dict[str, set[int]] = defaultdict(set)
    for move in moves:
        if move.agent in agents and _is_chore(move):
            days[move.client].add(move.time_us // _DAY_US)
    found = {client for client, seen in days.items() if len(seen) >= CHORE_DAYS}
    return found - {move.client for move in moves if move.client in found and move.agent not in agents}


def _changes(moves: list[Move], agents: set[bytes | None]) -> list[tuple[int, str]]:
    """Return when (UTC µs) and by whom something was sent to the administration."""
    return [
        (move.time_us, move.client)
        for move in moves
        if move.writes and b"/wp-admin/" in move.path and move.agent not in agents
    ]
