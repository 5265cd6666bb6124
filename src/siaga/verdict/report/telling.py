"""Chooses the few lines that tell most out of many witnesses: every part they play, then what is unlike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from siaga.findings.shape import Witness

_VARYING = re.compile(r"[0-9]+|%[0-9A-Fa-f]{2}")
"""What differs between lines that tell the same: times, numbers, escapes."""


def telling(witnesses: Sequence[Witness], limit: int) -> tuple[Witness, ...]:
    """Return up to `limit` witnesses in their order: one of each role first, then lines unlike the others."""
    if len(witnesses) <= limit:
        return tuple(witnesses)
    ranked: list[tuple[int, int]] = []
    roles: set[str] = set()
    shapes: set[tuple[str, str]] = set()
    for place, witness in enumerate(witnesses):
        shape = (witness.role, _VARYING.sub("#", _marked(witness)))
        rank = 0 if witness.role not in roles else 1 if shape not in shapes else 2
        roles.add(witness.role)
        shapes.add(shape)
        ranked.append((rank, place))
    chosen = sorted(place for _, place in sorted(ranked)[:limit])
    return tuple(witnesses[place] for place in chosen)


def _marked(witness: Witness) -> str:
    return " ".join(witness.text[start:end] for start, end in witness.marks) or witness.text
