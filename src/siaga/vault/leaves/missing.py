"""The leaves of evidence that is missing, or that came after its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class GapLeaf:
    """`gap/1`: between two times (UTC µs) evidence of a source is missing; `lines` if the number is known."""

    KIND: ClassVar[str] = "gap/1"

    at: int
    source: str
    cause: str
    from_us: int
    to_us: int
    lines: int | None = None
    clock_back_us: int | None = None


@dataclass(frozen=True, slots=True)
class LateLeaf:
    """`late/1`: the segment sealed at leaf `segment_index` fills a time that was over; it weighs less."""

    KIND: ClassVar[str] = "late/1"

    at: int
    source: str
    segment_index: int
    from_us: int
    to_us: int
    clock_back_us: int | None = None
