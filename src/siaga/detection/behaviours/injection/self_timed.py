"""Ties output that carries its own time of day (wget's `--03:17:01--`) to the request of that very second."""

from __future__ import annotations

import re
from collections import defaultdict

from siaga.detection.behaviours.injection.process_output import Output, Outputs
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene

_OWN_TIME = re.compile(rb"^--(?:\d{4}-\d\d-\d\d )?(\d\d):(\d\d):(\d\d)--")
_HALF_HOUR_US = 1_800_000_000
_SECOND_US = 1_000_000
WITHIN_SECONDS = 3
MOST_REQUESTS = 6
"""More requests than this in those seconds, by different clients, and none can be named."""


def requests_behind(scene: Scene, outputs: Outputs) -> dict[tuple[str, bytes], list[tuple[Move, Output]]]:
    """Return, by client and path, the requests that ran at the second some output names.

    Zones differ by multiples of half an hour, so minutes and seconds are compared within that. A
    request counts when its script is one that runs: a body or an attack, answered. Output that came
    again and again before the request did is a job's, and no request's.
    """
    candidates = [
        move
        for move in scene.moves
        if (move.writes or move.rules) and move.kind & Kind.EXECUTABLE and (move.served or move.status == 500)
    ]
    first: dict[str, int] = {}
    for move in candidates:
        first.setdefault(move.client, move.time_us)
    pairs: list[tuple[int, int, Move, Output]] = []
    for output in outputs.lines:
        own = _OWN_TIME.match(output.happening.raw)
        if own is None:
            continue
        second = (int(own[2]) * 60 + int(own[3])) % 1_800
        near = [
            move
            for move in candidates
            if _apart(move, second) <= WITHIN_SECONDS
            and output.may_be(move.time_us)
            and not outputs.is_usual(output, first[move.client])
        ]
        if near and len({move.client for move in near}) == 1 and len(near) <= MOST_REQUESTS:
            own_second = int(own[1]) * 3_600 + int(own[2]) * 60 + int(own[3])
            pairs += [(_zone(move, own_second), own_second, move, output) for move in near]
    moments: dict[int, set[int]] = defaultdict(set)
    for zone, _, _, output in pairs:
        moments[zone].add(output.happening.place.line_no)
    found: dict[tuple[str, bytes], list[tuple[Move, Output]]] = defaultdict(list)
    for zone, _, move, output in pairs:
        # One coincidence within half an hour's grid is cheap; the same zone twice, or an attack, is not.
        if len(moments[zone]) >= 2 or move.rules:
            found[move.client, move.path].append((move, output))
    return found


def _zone(move: Move, own_second: int) -> int:
    """Return how many half hours the request's clock (UTC) is ahead of the output's."""
    return round((move.time_us // _SECOND_US - own_second) % 86_400 / 1_800) % 48


def _apart(move: Move, second: int) -> int:
    apart = abs(move.time_us % _HALF_HOUR_US // _SECOND_US - second)
    return int(min(apart, 1_800 - apart))
