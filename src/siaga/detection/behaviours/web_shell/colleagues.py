"""Tells a new page that several accounts take up in their usual work from a tool that somebody brought."""

from __future__ import annotations

from collections import defaultdict

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.hosts import host_of
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import wide

COLLEAGUES = 3
"""Accounts that were at work on the site before, from the same network each, who have not all lost their passwords."""

_OTHERS = 0.1
"""Share of the uses that may be anybody else's: a colleague whom the log does not know yet."""


def is_shared_work(scene: Scene, answered: list[Move]) -> bool:
    """Say whether nearly all uses of a script are by accounts known before it, led there by the site's pages."""
    users = {move.user for move in answered if move.user}
    if len(users) < COLLEAGUES:
        return False
    places = _places_before(scene, users, answered[0])
    led = _led(scene, answered)
    colleagues = {
        move.user for move in answered if wide(move.client) in places[move.user] and move.user in led
    }
    theirs = sum(1 for move in answered if move.user in colleagues and wide(move.client) in places[move.user])
    return len(colleagues) >= COLLEAGUES and len(answered) - theirs <= _OTHERS * len(answered)


def _places_before(scene: Scene, users: set[str], first: Move) -> defaultdict[str, set[str]]:
    """Return from which networks each account was served other pages before the script was first used."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for move in scene.moves:
        if move.time_us >= first.time_us:
            break
        if move.user in users and move.served and move.path != first.path:
            found[move.user].add(wide(move.client))
    return found


def _led(scene: Scene, answered: list[Move]) -> set[str]:
    """Return the accounts whose first use came from another page of the site."""
    begun: dict[str, Move] = {}
    for move in answered:
        begun.setdefault(move.user, move)
    return {
        user
        for user, move in begun.items()
        if move.referrer and host_of(move.referrer) == scene.own_host and move.path not in move.referrer
    }
