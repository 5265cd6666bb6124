"""Knows what the start page answered to people who came by themselves, per class of device and time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from statistics import median

from siaga.detection.ledger.agents import claims_crawler, from_search
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene

CLIENTS = 3
"""Different people who got an answer of that size around that time."""

NEAREST = 20
"""Visits looked at before and after a moment, of the same class of device."""

_SHARE, _SLACK = 0.03, 64
_REBUILT = 0.5
"""A start page that changed by more than this share before the keys came may be the intruder's own."""

_AROUND_US = 7 * 24 * 3_600_000_000
_PHONE = re.compile(rb"Mobile|Android|iPhone|iPad")


class PlainAnswers:
    """What people were served as the start page: not crawlers, nor those whom search engines sent.

    Those two are whom cloaked pages are made for; everybody else's answer is what the site really shows.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _visits(self) -> dict[bool, list[Move]]:
        """Plain visits in time order, phones' apart: they may get a page of their own."""
        found: dict[bool, list[Move]] = defaultdict(list)
        for move in self._scene.moves:
            plain = move.kind & Kind.HOME and not (move.query or move.rules or move.writes)
            if plain and move.status == 200 and move.size > 0 and not _is_searching(move):
                found[_is_phone(move)].append(move)
        return found

    @cached_property
    def _sizes(self) -> dict[bool, list[int]]:
        return {phone: sorted(move.size for move in visits) for phone, visits in self._visits.items()}

    def include(self, asked: Move, since_us: int) -> bool:
        """Say whether people got the same around that time without asking for anything.

        `since_us` is when such things were first asked for: what people got then must not be a page that
        has become quite another one since the log began.
        """
        if asked.status != 200 or asked.size <= 0:
            return False
        phone = _is_phone(asked)
        slack = max(_SLACK, _SHARE * asked.size) if asked.kind & Kind.HOME else _SLACK
        sizes = self._sizes.get(phone, [])
        if bisect_right(sizes, asked.size + slack) - bisect_left(sizes, asked.size - slack) < CLIENTS:
            # Nobody ever got that: most gambling pages end here.
            return False
        visits = self._visits[phone]
        around = _around(visits, asked.time_us)
        alike = [move for move in around if abs(move.size - asked.size) <= slack]
        if len({move.client for move in alike}) < CLIENTS or 2 * len(alike) < len(around):
            return False
        before = [move.size for move in visits[:NEAREST] if move.time_us < since_us]
        usual = median(before) if before else 0
        return bool(before) and abs(asked.size - usual) <= _REBUILT * usual


def _around(visits: Sequence[Move], at_us: int) -> list[Move]:
    place = bisect_left(visits, at_us, key=lambda move: move.time_us)
    near = [*visits[max(0, place - NEAREST) : place], *visits[place : place + NEAREST]]
    near = [move for move in near if abs(move.time_us - at_us) <= _AROUND_US]
    return sorted(near, key=lambda move: abs(move.time_us - at_us))[:NEAREST]


def _is_searching(move: Move) -> bool:
    return claims_crawler(move.agent) or from_search(move.referrer)


def _is_phone(move: Move) -> bool:
    return _names_phone(move.agent or b"")


@lru_cache(maxsize=20_000)
def _names_phone(agent: bytes) -> bool:
    return _PHONE.search(agent) is not None
