"""Finds which field behind the combined ones holds the addresses that a proxy passes on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from siaga.intake.formats.combined.exact import ExactLine
from siaga.intake.formats.texts import ip

MOST_FIELDS = 12
"""Fields behind the combined ones that are looked at."""

_FIELD = re.compile(rb'"([^"]*)"|([^" ]+)')
_SURE_SHARE, _SEVERAL = 0.5, 10


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field's place counted from the line's end, because what stands before may hold anything.

    `behind` counts the quoted fields behind a quoted one, or the words behind a bare one.
    """

    shape: Literal["quoted", "bare"]
    behind: int


def addresses(value: bytes) -> list[str]:
    """Return the addresses of a list such as X-Forwarded-For's; none where anything else stands in it.

    A port is no part of one: `10.0.0.1:8080` is where the proxy asked, not who was asking.
    """
    found = []
    for part in value.decode("latin-1").split(","):
        address = "" if part.count(":") == 1 else ip(part)
        if not address and part.strip() != "unknown":
            return []
        if address:
            found.append(address)
    return found


def place_in(lines: Sequence[ExactLine]) -> FieldPlace | None:
    """Return the place at which most lines that have it hold addresses, the most different ones first.

    One and the same address for several visitors is the server's own.
    """
    told: dict[FieldPlace, list[bytes]] = defaultdict(list)
    peers: dict[FieldPlace, set[bytes]] = defaultdict(set)
    for line in lines:
        for place, value in _fields(line.extra):
            if value not in (b"-", b""):
                told[place].append(value)
                peers[place].add(line.prefix.client)
    found: list[tuple[int, int, FieldPlace]] = []
    for place, values in told.items():
        fitting = [value for value in values if addresses(value)]
        different = len(set(fitting))
        own = different == 1 and len(fitting) >= _SEVERAL and len(peers[place]) > 1
        if fitting and len(fitting) >= _SURE_SHARE * len(values) and not own:
            found.append((different, -place.behind, place))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _fields(extra: bytes) -> list[tuple[FieldPlace, bytes]]:
    fields = list(_FIELD.finditer(extra))[-MOST_FIELDS:]
    told = []
    quoted = words = 0
    for field in reversed(fields):
        if field[1] is not None:
            told.append((FieldPlace("quoted", quoted), field[1]))
            quoted += 1
            words += field[1].count(b" ") + 1
        else:
            told.append((FieldPlace("bare", words), field[2]))
            words += 1
    return told
