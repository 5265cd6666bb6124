"""Tells by how a script was reached and how it answered that it is an application's, or never ran."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache

from siaga.detection.behaviours.web_shell.arrival import Arrival
from siaga.detection.behaviours.web_shell.usage import Usage
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import wide

_PATH_BEHIND = re.compile(rb"(.*?\.(?:php[0-9]?|phtml|aspx?|jsp|cgi|pl|py))/.", re.IGNORECASE)
_NUMBER = re.compile(rb"\d+")
_DAY_US = 24 * 3_600 * 1_000_000

FRONT_PAGES, FRONT_NETWORKS = 8, 3
"""Pages behind one script, and networks of visitors, that make it an application's front script."""

VISITS = 2
_PAUSE_US = 1_800 * 1_000_000
_DEAF = 3


@lru_cache(maxsize=50_000)
def script_of(path: bytes) -> bytes:
    """Return the script that answers a path: `/x.php` for `/x.php/files/a.php`, else the path itself."""
    found = _PATH_BEHIND.match(path)
    return found[1] if found else path


def place_of(path: bytes) -> int:
    """Return the kind of a path's script: what stands behind it is no place on the server."""
    return kind_of(script_of(path))


class FrontScripts:
    """Scripts that many visitors ask for many pages behind them: `/remote.php/dav/…`, `/go.php/berita/…`."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _known(self) -> frozenset[bytes]:
        start = self._scene.ledger.first_us or 0
        pages: dict[bytes, set[bytes]] = defaultdict(set)
        networks: dict[bytes, set[str]] = defaultdict(set)
        early: set[bytes] = set()
        for move in self._scene.moves:
            script = script_of(move.path)
            if script == move.path or kind_of(script) & Kind.ODD_PLACE or not self._scene.answered(move):
                continue
            pages[script].add(move.path)
            networks[script].add(wide(move.client))
            if move.time_us - start <= _DAY_US:
                early.add(script)
        return frozenset(
            script
            for script in early
            if len(pages[script]) >= FRONT_PAGES and len(networks[script]) >= FRONT_NETWORKS
        )

    def answers(self, path: bytes) -> bool:
        """Say whether a path is a page behind such a script."""
        script = script_of(path)
        return script != path and script in self._known


class OwnPages:
    """The pages that a site serves, by their shape: one article's page is like the next."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _shapes(self) -> frozenset[bytes]:
        paths = self._scene.ledger.paths
        figures = ((name, paths.figures(name)) for name in paths.names())
        return frozenset(_NUMBER.sub(b"#", name) for name, seen in figures if seen and seen.served)

    def lead_to(self, answered: list[Move]) -> bool:
        """Say whether nearly every visit to a script began on another page of the site.

        The home page does not count: it is what a forged referrer names.
        """
        visits: dict[str, list[Move]] = defaultdict(list)
        for move in answered:
            visits[move.client].append(move)
        begun = [move for moves in visits.values() for move in _beginnings(moves)]
        led = sum(1 for move in begun if self._is_inner(move))
        return len(begun) >= VISITS and led * 4 >= len(begun) * 3

    def _is_inner(self, move: Move) -> bool:
        host, _, rest = (move.referrer or b"").partition(b"://")[2].partition(b"/")
        page = b"/" + rest.partition(b"?")[0]
        own = bool(host) and host.lower() == self._scene.own_host
        return own and page not in (b"/", move.path) and _NUMBER.sub(b"#", page) in self._shapes


def _beginnings(moves: list[Move]) -> list[Move]:
    return [
        move
        for before, move in zip([None, *moves], moves, strict=False)
        if before is None or move.time_us - before.time_us > _PAUSE_US
    ]


def is_deaf(answered: list[Move], usage: Usage) -> bool:
    """Say whether it gave to the byte the same answer with and without input: nothing was taken."""
    sizes = {move.size for move in answered if move.served}
    asked = any(not move.writes and not move.query for move in answered)
    return asked and len(usage.given) >= _DEAF and len(sizes) == 1 and min(sizes) > 0


def is_handed_out(moves: list[Move], answered: list[Move], arrival: Arrival) -> bool:
    """Say whether the server hands a script out as a file, instead of running it.

    Its answer is then as long as the file that was sent, or the server refuses what is posted to it.
    """
    if any(move.writes and move.served for move in answered):
        return False
    sizes = {move.size for move in answered if move.status == 200 and move.size > 0}
    if len(sizes) != 1:
        return False
    refused = any(move.status == 405 and move.writes for move in moves)
    sent = {item.event.detail.get("bytes") for item in arrival.lines if isinstance(item, Happening)}
    return refused or str(min(sizes)) in sent


def is_sent_by_account(arrival: Arrival) -> bool:
    """Say whether a script came by a file transfer under an account's name, not by an anonymous one."""
    sent = [item.event for item in arrival.lines if isinstance(item, Happening)]
    return bool(sent) and all(event.user and "anonymous" not in event.detail for event in sent)
