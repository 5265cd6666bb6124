"""The leaf of a minute: that Siaga was there, what came in, and what was known to be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What came from one source in the interval, and how many lines its own counter says there were."""

    name: str
    lines: int
    raw_bytes: int
    counted: int | None = None


@dataclass(frozen=True, slots=True)
class IntervalLeaf:
    """`interval/1`, every minute, also when nothing came: silence must be told apart from absence.

    [`from_us`, `to_us`) is the interval. `witnessed_size` is the largest tree that the quorum has cosigned.
    `canaries_missing` counts probes that did not come back; `gaps` are the indexes of `gap/1` leaves in it.
    """

    KIND: ClassVar[str] = "interval/1"

    at: int
    from_us: int
    to_us: int
    segments: int
    lines: int
    sources: tuple[SourceCount, ...]
    witnessed_size: int
    canaries_sent: int = 0
    canaries_missing: int = 0
    gaps: tuple[int, ...] = ()
    clock_back_us: int | None = None
