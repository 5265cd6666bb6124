"""Turns moves and happenings into witnesses that can be found and checked again."""

from __future__ import annotations

import hashlib

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move, Place
from siaga.findings.shape import Witness

TEXT_LIMIT = 4_000
"""Characters of a line that a witness shows."""


def witness(seen: Move | Happening, role: str) -> Witness:
    """Make a witness of one line."""
    time = seen.time_us if isinstance(seen, Move) else seen.event.time_us
    return line_witness(seen.place, seen.raw, role, time)


def line_witness(place: Place, raw: bytes, role: str, time_us: int) -> Witness:
    """Make a witness of a raw line; its digest is over that line without its line end."""
    text = raw.decode("utf-8", "backslashreplace")[:TEXT_LIMIT]
    return Witness(
        place.file, place.line_no, place.offset, hashlib.sha256(raw).hexdigest(), text, role, time_us
    )


def witnesses(seen: list[tuple[Move | Happening, str]], limit: int = 12) -> tuple[Witness, ...]:
    """Make witnesses of lines in time order, each line once, the first `limit` of them.

    Where there are more, the first two thirds and the last third are kept: how it began and how far it went.
    """
    known: dict[tuple[str, int], Witness] = {}
    for item, role in seen:
        known.setdefault((item.place.file, item.place.line_no), witness(item, role))
    ordered = sorted(known.values(), key=lambda w: (w.time_us, w.file, w.line_no))
    if len(ordered) <= limit:
        return tuple(ordered)
    head = limit * 2 // 3
    return tuple(ordered[:head] + ordered[head - limit :])
