"""Finds shots at a hole of the site right before a script was first served: the file tells whether they hit."""

from __future__ import annotations

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene

WITHIN_US = 3_600 * 1_000_000
"""Whoever drops a file through a hole looks soon whether it is there."""

MOST_HOLES = 8
"""Whoever shoots at more paths than these within WITHIN_US searches: what he finds then was there before."""

_NOT_THERE = frozenset({400, 404, 405, 410})
_HOLES = frozenset(
    {
        "command-injection",
        "deserialisation",
        "device-and-appliance-exploit",
        "drupal-exploit",
        "editor-upload-exploit",
        "expression-injection",
        "iis-aspnet",
        "joomla-exploit",
        "local-cms-exploit",
        "log4shell",
        "php-framework-exploit",
        "remote-file-inclusion",
        "shellshock",
        "template-injection",
        "upload-abuse",
        "wordpress-exploit",
    }
)
"""Families of signatures of what can leave a file behind."""


def shots_before(scene: Scene, first: Move) -> list[Move]:
    """Return a client's shots before its first use of a script that nobody had been served before them.

    How they were answered tells nothing: a hole may refuse whoever uses it and take the file all the same.
    Only where nothing is there can nothing have happened.
    """
    figures = scene.ledger.paths.figures(first.path)
    if figures is None:
        return []
    shots = [
        move
        for move in scene.by_client[first.client]
        if move.path != first.path
        and 0 <= first.time_us - move.time_us <= WITHIN_US
        and figures.first_served_us >= move.time_us
        and _is_shot(scene, move)
    ]
    return shots if len({move.path for move in shots}) <= MOST_HOLES else []


def _is_shot(scene: Scene, move: Move) -> bool:
    return move.status not in _NOT_THERE and bool(scene.families(move) & _HOLES)
