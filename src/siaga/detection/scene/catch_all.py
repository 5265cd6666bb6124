"""Recognises the answer that a site gives to anything, so that a 200 is not taken for "it is there"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from siaga.detection.ledger.moves import Move

DIFFERENT_PATHS = 5
"""So many different paths with an equal answer make it a catch-all."""

PROBED_PATHS, PROBED_FAMILIES = 8, 3
"""Different paths, and families of attack, that must have been probed before a site is said to answer all."""

_CONTENT = frozenset({"gambling"})
"""Families that say what a page is about: an answer to them is the site's own, whatever else it answers."""

_NUMBERS = re.compile(rb"\d+")

_REDIRECTS = frozenset({301, 302, 303, 307, 308})

_MANY_TIMES = 50

_SLACK = 8
"""Bytes by which a catch-all may vary for reasons of its own (a clock, a counter)."""


@dataclass(frozen=True)
class CatchAll:
    """The sizes of a site's catch-all answers, per status: fixed, or growing with the path's length.

    `band` is set where a site answers 200 to whatever is asked, each time with another size: then no
    size between its bounds (bytes) tells anything.
    """

    fixed: frozenset[tuple[int, int]]
    echoing: frozenset[tuple[int, int]]
    band: tuple[int, int] | None = None

    @cached_property
    def _near_fixed(self) -> frozenset[tuple[int, int]]:
        return frozenset(
            (status, size + slack) for status, size in self.fixed for slack in range(-_SLACK, _SLACK + 1)
        )

    def covers(self, move: Move) -> bool:
        """Say whether an answer is what this site says to anything."""
        if move.size < 0:
            return False
        if self.band is not None and self.band[0] <= move.size <= self.band[1]:
            return True
        if (move.status, move.size) in self._near_fixed:
            return True
        return bool(self.echoing) and any(
            (move.status, move.size - times * _length(move)) in self.echoing for times in range(1, 4)
        )


def _length(move: Move) -> int:
    return len(move.path) + (len(move.query) + 1 if move.query else 0)


def learn(moves: Iterable[Move], probes: Iterable[tuple[Move, frozenset[str]]] = ()) -> CatchAll:
    """Learn from answered requests: paths of many names that got one and the same size.

    `probes` are requests that signatures matched, with the signatures' families: a site that answers
    nearly all of them with 200, whatever software they are meant for, answers everything.
    """
    fixed: dict[tuple[int, int], set[bytes]] = defaultdict(set)
    echoing: dict[tuple[int, int], dict[bytes, int]] = defaultdict(dict)
    answers = {
        (move.path, move.status, move.size, _length(move))
        for move in moves
        if move.size > 0 and 200 <= move.status < 300 and not move.writes
    }
    usual = _usual(answers)
    for path, status, size, length in sorted(answers):
        fixed[status, size].add(path if usual[_shape(path)] == (status, size) else _shape(path))
        for times in range(1, 4):
            echoing[status, size - times * length][path] = length
    return CatchAll(
        frozenset(key for key, paths in fixed.items() if len(paths) >= DIFFERENT_PATHS),
        # Echoing needs paths of different lengths, else it is the fixed case seen twice.
        frozenset(
            key
            for key, paths in echoing.items()
            if len(paths) >= DIFFERENT_PATHS and len(set(paths.values())) >= DIFFERENT_PATHS
        ),
        _band(probes),
    )


def _shape(path: bytes) -> bytes:
    return _NUMBERS.sub(b"#", path)


def _usual(answers: Iterable[tuple[bytes, int, int, int]]) -> dict[bytes, tuple[int, int] | None]:
    """Return the answer (status, size) that most paths alike but for numbers got, None without such.

    Records of one kind are now and then equally long: that alone makes no answer to anything.
    """
    counts: dict[bytes, Counter[tuple[int, int]]] = defaultdict(Counter)
    for path, status, size, _ in answers:
        counts[_shape(path)][status, size] += 1
    most = {shape: found.most_common(1)[0] for shape, found in counts.items()}
    return {
        shape: key if 2 * count >= counts[shape].total() else None for shape, (key, count) in most.items()
    }


def _band(probes: Iterable[tuple[Move, frozenset[str]]]) -> tuple[int, int] | None:
    asked: dict[bytes, bool] = {}
    seen: set[str] = set()
    sizes: list[int] = []
    for move, families in probes:
        if move.writes or move.status in _REDIRECTS or families <= _CONTENT:
            continue
        served = 200 <= move.status < 300
        asked[move.path] = asked.get(move.path, False) or served
        if served:
            seen |= families
            sizes.append(move.size)
    paths = len(asked)
    if paths < PROBED_PATHS or len(seen) < PROBED_FAMILIES or sum(asked.values()) * 10 < 9 * paths:
        return None
    usual = median(sizes) if sizes else 0
    # One and the same page for most is told by its size; what is many times as long is no page at all.
    ordered = sorted(size for size in sizes if 0 < size <= _MANY_TIMES * usual)
    if not ordered or 2 * sum(abs(size - usual) <= _SLACK for size in sizes) >= len(sizes):
        return None
    # The outermost answers may be real finds: the band is what the middle nine tenths span, and a bit.
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    return int(low * 0.75), int(high * 1.25)
