"""Numbered papers as an application's own trail tells that somebody was given them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import is_loopback
from siaga.intake.rows import NO_TIME

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
