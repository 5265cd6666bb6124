"""Numbered papers as an application's own trail tells that somebody was given them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import is_loopback
from siaga.intake.rows import NO_TIME

_DAY_US = 24 * 3_600_000_000
_REGULAR_DAYS, _LONG_DAYS = 3, 5
_STEP = 3

WALKED = 0.6
"""Share of papers that came in the order of their numbers from which on it was a walk."""

_NUMBER = re.compile(r"\d{1,18}")
_TAKING = frozenset({"download", "export", "read"})


class Paper(NamedTuple):
    """One paper that was given out: by which act, of which kind (what stands before its number), which number."""

    act: str
    kind: str
    number: int
    taken: Happening


def papers_of(scene: Scene) -> Iterator[Paper]:
    """Yield every numbered paper that was given to somebody, with an account or without one."""
    for happening in scene.happenings:
        event = happening.event
        if event.action not in _TAKING or event.outcome == "failure" or is_loopback(event.client_ip):
            continue
        numbers = list(_NUMBER.finditer(event.object))
        if numbers and event.time_us != NO_TIME:
            # A message may name the paper's own number: only its words say what kind of act it was.
            act = _NUMBER.sub("", f"{event.action} {event.application} {event.message[:80]}")
            yield Paper(act, event.object[: numbers[-1].start()], int(numbers[-1][0]), happening)


def onward(numbers: Sequence[int]) -> float:
    """Return the share (0 to 1) of papers that came right beside the one before; 1 for a single paper."""
    steps = sum(1 for a, b in pairwise(numbers) if 0 < abs(b - a) <= _STEP)
    return steps / (len(numbers) - 1) if len(numbers) > 1 else 1.0


def comes_back(taken: Iterable[Happening]) -> bool:
    """Say whether papers went out on days far apart: daily work, or an exchange between offices."""
    days = {happening.event.time_us // _DAY_US for happening in taken}
    return len(days) >= _REGULAR_DAYS and max(days) - min(days) >= _LONG_DAYS
