"""Finds settings files that a client read out through a page that gives out any file it is asked for."""

from __future__ import annotations

import re
from collections import defaultdict

from siaga.detection.behaviours.injection.reflection import explained_by_echo
from siaga.detection.behaviours.injection.replies import answers_at_random
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.text import canonical_text

_SETTINGS = re.compile(
    r"(?:\.\./|=/|resource=).{0,200}?"
    r"(?:\.env|(?:wp-config|config(?:uration)?|settings?|database|koneksi|connection|db|credentials?|secrets?)"
    r"(?:[._-][a-z0-9]{1,16}){0,2}\.(?:php|inc|ya?ml|json|ini|py))(?:&|$)"
)
"""A file of passwords outside its own folder, as the value of a parameter."""

_READING = frozenset({"path-traversal", "xxe", "ssrf", "remote-file-inclusion"})
_TRIES = 3


def settings_read(scene: Scene, client: str) -> list[Move]:
    """Return the requests by which a client was given settings files through a page's parameter.

    A page that gives out files answers each by that file's own size, and what is not there always alike. So the
    answer must be unlike every other answer to such tries, while no echo of the question explains the sizes.
    """
    tries: dict[bytes, list[Move]] = defaultdict(list)
    for move in scene.by_client.get(client, ()):
        reading = bool(move.rules) and bool(scene.families(move) & _READING)
        if reading and move.status == 200 and move.size > 0 and not move.writes:
            tries[move.path].append(move)
    found: list[Move] = []
    for path, moves in tries.items():
        if not any(_names_settings(move) for move in moves):
            continue
        if len({move.query for move in moves}) < _TRIES or explained_by_echo(moves, share=1.0):
            continue
        if not answers_at_random(scene.by_path[path]):
            found += [move for move in moves if _given(move, moves)]
    return found


def _names_settings(move: Move) -> bool:
    return _SETTINGS.search(canonical_text(move.query)[:2_000]) is not None


def _given(move: Move, moves: list[Move]) -> bool:
    """Say whether a settings file was asked for, and no other question was answered by as many bytes."""
    if not _names_settings(move):
        return False
    return all(other.size != move.size for other in moves if other.query != move.query)
