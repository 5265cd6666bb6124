"""Tells whether reply sizes follow from the payload's length alone (a page that echoes what it is given)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import unquote_to_bytes

from siaga.detection.ledger.moves import Move

TOLERANCE = 48
"""Bytes that a page may vary by without the payload having a part in it."""

_MOST_ECHOES = 4


def _decoded(move: Move) -> bytes:
    return unquote_to_bytes((move.path + b"?" + move.query).replace(b"+", b" "))


def _escaped(move: Move) -> int:
    return len(escape(_decoded(move).decode("utf-8", "replace")).encode())


_LENGTHS: tuple[Callable[[Move], int], ...] = (
    lambda move: len(move.query),
    lambda move: len(_decoded(move)),
    _escaped,
)


def explained_by_echo(moves: Sequence[Move], share: float = 0.9) -> bool:
    """Say whether sizes are constant, or grow with the payload by a whole number of echoes.

    True when, for some number of echoes and some way of writing the payload, at least `share` of
    the sizes leave the same remainder within TOLERANCE.
    """
    sized = [move for move in moves if move.size >= 0]
    if len(sized) < 2:
        return True
    for length in _LENGTHS:
        lengths = [length(move) for move in sized]
        for echoes in range(_MOST_ECHOES + 1):
            rest = sorted(move.size - echoes * size for move, size in zip(sized, lengths, strict=True))
            if _widest_cluster(rest) >= share * len(rest):
                return True
    return False


def _widest_cluster(ordered: list[int]) -> int:
    """Return how many values at most lie within TOLERANCE of each other (two pointers, linear)."""
    best = first = 0
    for last, value in enumerate(ordered):
        while value - ordered[first] > TOLERANCE:
            first += 1
        best = max(best, last - first + 1)
    return best
