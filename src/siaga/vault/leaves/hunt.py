"""The leaf of a hunt: what was looked for, what was really read, and where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class HitPlace:
    """A line that was hit: its segment's leaf index, number of the frame, of the line in that (from 0)."""

    segment_index: int
    frame: int
    line: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A segment that was in the window and could not be read, and why."""

    segment_index: int
    reason: str


@dataclass(frozen=True, slots=True)
class HuntLeaf:
    """`hunt/1`. `scanned_root` is the RFC 6962 root over the stored hashes of all frames read, in order.

    `indicators_sha256` is over the canonical set. `hits` are the first ones; `hit_lines` counts all.
    `tree_size` is the tree whose segments were candidates; absent window ends are open. `cut_lines` could be
    searched in pieces only (absent: none).
    """

    KIND: ClassVar[str] = "hunt/1"

    at: int
    tree_size: int
    site: str
    indicators: int
    indicators_sha256: bytes
    engine: str
    segments: int
    frames: int
    scanned_root: bytes
    lines: int
    hit_lines: int
    hits: tuple[HitPlace, ...]
    unread: tuple[Unread, ...]
    since_us: int | None = None
    until_us: int | None = None
    clock_back_us: int | None = None
    cut_lines: int | None = None
