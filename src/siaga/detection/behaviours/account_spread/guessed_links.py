"""Finds links to a new password whose number was guessed: one number after the other is not there, then one is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback
from siaga.foundation.remembering import remembering
from siaga.foundation.urls import plain_path

GUESSES = 20
"""So many links with another number that were never there: a mailed link is followed, not tried out."""

WITHIN_US = 30 * 60 * 1_000_000
"""Such links run out: guesses that led to a good one lie this close before it."""

_LINK = re.compile(
    r"((?:/[^/]{0,60}){0,4}/[a-z_-]{0,24}(?:reset|lupa|forgot|recover|atur[_-]?ulang|aktivasi|activat)[a-z_-]{0,24}"
    r"/(?:[a-z_-]{1,24}/)?)([0-9]{3,12})/?"
)
"""A long token is beyond guessing; a number is not."""


def look(scene: Scene, name: str) -> Iterator[Signal]:
    """Yield a signal for every address that set a password by a link it had found by trying out numbers.

    Whoever gets such a letter follows its link, at worst an old one. An address that was refused again and again
    within the half hour, while as many links that differ only in their number were asked for and never were
    there, has no letter.
    """
    used = [(move, link) for move in scene.moves if move.writes and (link := _numbered(move.path))]
    good = [(move, link) for move, link in used if 200 <= move.status < 400 and not is_loopback(move.client)]
    if not good:
        return
    vain = _vain(scene)
    refused = scene.ledger.failure_times()
    judged: set[str] = set()
    for move, link in good:
        if move.client in judged:
            continue
        since = move.time_us - WITHIN_US
        wrong = bisect_right(vain[link], move.time_us) - bisect_left(vain[link], since)
        times = refused.get(move.client)
        own = 0 if times is None else int(((times >= since) & (times <= move.time_us)).sum())
        if min(wrong, own) >= GUESSES:
            judged.add(move.client)
            yield _signal(scene, name, move, min(wrong, own))


@remembering(20_000)
def _numbered(logged: bytes) -> str:
    """Return what stands before the number of a link that sets a password, "" where it is none."""
    found = _LINK.fullmatch(plain_path(logged))
    return f"{found[1]}{len(found[2])}" if found else ""


def _vain(scene: Scene) -> dict[str, list[int]]:
    """Return when links that were never there were first asked for (UTC µs), by all but their number."""
    found: dict[str, list[int]] = defaultdict(list)
    paths = scene.ledger.paths
    for path in paths.names():
        link = _numbered(path) if path[-1:].isdigit() or path[-2:-1].isdigit() else ""
        figures = paths.figures(path) if link else None
        if figures is not None and not figures.served and not figures.writes:
            found[link].append(figures.first_us)
    for times in found.values():
        times.sort()
    return found


def _signal(scene: Scene, name: str, good: Move, guesses: int) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        5,
        f"at least {guesses} links with another number were tried in vain within half an hour before it",
        f"sedikitnya {guesses} tautan dengan nomor lain dicoba sia-sia dalam setengah jam sebelumnya",
    )
    suspicion.cite("reset", good)
    later = [
        move
        for move in scene.by_client[good.client]
        if 0 < move.time_us - good.time_us <= WITHIN_US and (scene.answered(move) or move.writes)
    ]
    suspicion.cite("session", *[move for move in later if move.status < 400][:3])
    return suspicion.signal(
        site=scene.site,
        behaviour=name,
        step="entered",
        confidence="confirmed",
        clients={good.client},
        users={good.user} - {""},
        opening=(
            "A password was set anew by a link whose number was guessed",
            "Sandi diatur ulang lewat tautan yang nomornya ditebak",
        ),
    )
