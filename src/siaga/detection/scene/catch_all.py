"""Recognises the answer that a site gives to anything, so that a 200 is not taken for "it is there"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from siaga.detection.ledger.moves import Move

DIFFERENT_PATHS = 5
"""So many different paths with an equal answer make it a catch-all."""

_SLACK = 8
"""Bytes by which a catch-all may vary for reasons of its own (a clock, a counter)."""


@dataclass(frozen=True, slots=True)
class CatchAll:
    """The sizes of a site's catch-all answers, per status: fixed, or growing with the path's length."""

    fixed: frozenset[tuple[int, int]]
    echoing: frozenset[tuple[int, int]]

    def covers(self, move: Move) -> bool:
        """Say whether an answer is what this site says to anything."""
        if move.size < 0:
            return False
        if any((move.status, move.size + slack) in self.fixed for slack in range(-_SLACK, _SLACK + 1)):
            return True
        return any((move.status, move.size - times * _length(move)) in self.echoing for times in range(1, 4))


def _length(move: Move) -> int:
    return len(move.path) + (len(move.query) + 1 if move.query else 0)


def learn(moves: Iterable[Move]) -> CatchAll:
    """Learn from answered requests: paths of many names that got one and the same size."""
    fixed: dict[tuple[int, int], set[bytes]] = defaultdict(set)
    echoing: dict[tuple[int, int], dict[bytes, int]] = defaultdict(dict)
    for move in moves:
        if move.size <= 0 or not (200 <= move.status < 300) or move.writes:
            continue
        fixed[move.status, move.size].add(move.path)
        for times in range(1, 4):
            echoing[move.status, move.size - times * _length(move)][move.path] = _length(move)
    return CatchAll(
        frozenset(key for key, paths in fixed.items() if len(paths) >= DIFFERENT_PATHS),
        # Echoing needs paths of different lengths, else it is the fixed case seen twice.
        frozenset(
            key
            for key, paths in echoing.items()
            if len(paths) >= DIFFERENT_PATHS and len(set(paths.values())) >= DIFFERENT_PATHS
        ),
    )
