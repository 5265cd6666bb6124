"""Tells a file that the server hands out by another of the same sender, with which it is seen to do so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from siaga.detection.behaviours.web_shell.usage import Usage
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import near

_REFUSED = 405
_Shown = tuple[bytes, int, str]
"""A folder, an answer's size in bytes, and the small network that was given it."""


class HandedOut:
    """What was shown of files to which the server lets nobody post.

    Whoever sends one file under several endings looks which of them runs. A server that refuses what is
    posted to one (405) hands that one out: its answer is as long as the file. Another one of the same
    sender, in the same folder, just as long to the byte, is that file again: what runs shows what it
    writes, not what it is.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _known(self) -> frozenset[_Shown]:
        paths = {move.path for move in self._scene.moves if move.writes and move.status == _REFUSED}
        return frozenset(shown for path in paths for shown in self._told(path))

    def _told(self, path: bytes) -> Iterator[_Shown]:
        moves = self._scene.by_path[path]
        if moves[0].kind & Kind.EXECUTABLE and not any(move.writes and move.served for move in moves):
            given = [move for move in moves if move.status == 200 and not move.writes]
            if len({move.size for move in given}) == 1:
                yield from map(_shown, given)

    def like(self, answered: list[Move], usage: Usage) -> bool:
        """Say whether a script that nobody gave anything was but shown, like another of the same sender."""
        if usage.given or len({move.size for move in answered}) != 1 or answered[0].size <= 0:
            return False
        return all(move.status == 200 and _shown(move) in self._known for move in answered)


def _shown(move: Move) -> _Shown:
    return move.path.rpartition(b"/")[0], move.size, near(move.client)
