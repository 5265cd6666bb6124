"""The leaf that seals evidence: which bytes, of which sources, and what was derived from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that are stored under their hash: `size` in bytes."""

    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Generation:
    """Which file on its host this was: device, inode, and the hash of its first KiB (DESIGN §5)."""

    device: int
    inode: int
    head_sha256: bytes


@dataclass(frozen=True, slots=True)
class Container:
    """The file as it was handed over, where its text had to be unpacked or transcoded first."""

    name: str
    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class SealedSource:
    """One log, or the part of it that a segment holds.

    `name` is the file as it was handed over (archive members behind "!"), `source` the rotated set that it
    belongs to, `order` its place there (0 the oldest), `modified_at_us` when it was last written.
    [`raw_from`, `raw_to`) are bytes of its text, `first_line` is 1-based. `unparsed` lines could not be read
    by `parser`. `agent`, `boot` and [`batch_from`, `batch_to`) tell who shipped it. `ends` says that the text
    ends here.
    """

    name: str
    source: str
    order: int
    raw_from: int
    raw_to: int
    first_line: int
    lines: int
    ends: bool
    agent: str
    boot: str
    batch_from: int
    batch_to: int
    site: str = ""
    parser: str = ""
    unparsed: int = 0
    clock_offset_us: int = 0
    modified_at_us: int | None = None
    generation: Generation | None = None
    container: Container | None = None


@dataclass(frozen=True, slots=True)
class DerivedFile:
    """A derived file as it was when the segment was sealed; it may be rebuilt."""

    name: str
    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class SegmentLeaf:
    """`segment/1`. Times are of the lines (UTC µs), absent where none could be read."""

    KIND: ClassVar[str] = "segment/1"

    at: int
    node: str
    segment: Stored
    manifest: Stored
    frames: int
    frames_root: bytes
    lines: int
    raw_bytes: int
    sources: tuple[SealedSource, ...]
    derived: tuple[DerivedFile, ...]
    min_time_us: int | None = None
    max_time_us: int | None = None
    clock_back_us: int | None = None
