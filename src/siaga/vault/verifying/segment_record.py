"""What looking at one segment brings back from wherever it was done, as canonical bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from siaga.vault.leaves.segment import DerivedFile


class Fault(Enum):
    """What can be found of a segment's pieces; the values are what is encoded."""

    MANIFEST_GONE = "manifest_gone"
    MANIFEST_WRONG = "manifest_wrong"
    SEGMENT_GONE = "segment_gone"
    SEGMENT_WRONG = "segment_wrong"
    FRAME_WRONG = "frame_wrong"
    FRAMES_TORN = "frames_torn"
    LINES_WRONG = "lines_wrong"
    DERIVED_GONE = "derived_gone"
    DERIVED_WRONG = "derived_wrong"
    UNREADABLE = "unreadable"
    DERIVED_UNREADABLE = "derived_unreadable"


@dataclass(frozen=True, slots=True)
class SegmentItem:
    """A segment to look at: the index and the bytes of its leaf, and the derived files as they must be."""

    index: int
    entry: bytes
    derived: tuple[DerivedFile, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A fault at a place; `fault` is the value of a Fault."""

    place: str
    fault: str
    detail: str


@dataclass(frozen=True, slots=True)
class SegmentLook:
    """What was seen: bytes read and hashed, frames, derived files, and the stored hashes of all frames.

    `frame_hashes` are 32 bytes each, in order; none if the manifest could not be read.
    """

    index: int
    stored_bytes: int
    frames: int
    lines: int
    derived: int
    frame_hashes: bytes
    found: tuple[Found, ...] = field(default=())
