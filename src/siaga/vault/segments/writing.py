"""Gathers pieces of raw text into a segment: frames, records, and at the end manifest and leaf."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from siaga.vault.leaves.segment import SealedSource, Stored
from siaga.vault.segments.derived_with import DerivedWith
from siaga.vault.segments.frame import FRAME_BYTES, FrameRecord, compressed
from siaga.vault.segments.lines import SECRET_BYTES, lines_root
from siaga.vault.segments.manifest import Manifest

SEGMENT_BYTES = 64 * 1024 * 1024
"""Upper bound of a segment's raw bytes: what is lost to a court's copy, or read again, at a time."""

MOST_SOURCES = 64
"""Sources in one segment: their records must fit into a leaf."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment ready to be stored: its bytes, its manifest, and that manifest's bytes."""

    data: bytes
    manifest: Manifest
    manifest_data: bytes


class SegmentWriter:
    """Frames of one segment. Pieces are at most FRAME_BYTES and must come in each source's order."""

    def __init__(self, random: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._secret = random(SECRET_BYTES)
        self._stored: list[bytes] = []
        self._frames: list[FrameRecord] = []
        self._offset = 0
        self.raw_bytes = 0

    def add(self, source: int, piece: bytes, *, raw_from: int, first_line: int, goes_on: bool) -> FrameRecord:
        """Append one piece; `goes_on` says that its last line does not end here."""
        if not 0 < len(piece) <= FRAME_BYTES:
            raise ValueError(f"a piece of {len(piece)} bytes")
        stored = compressed(piece)
        lines, root = lines_root(piece, self._secret, len(self._frames))
        record = FrameRecord(
            source=source,
            raw_from=raw_from,
            first_line=first_line,
            offset=self._offset,
            size=len(stored),
            sha256=sha256(stored).digest(),
            raw_size=len(piece),
            lines=lines,
            lines_root=root,
            open=goes_on,
        )
        self._frames.append(record)
        self._stored.append(stored)
        self._offset += len(stored)
        self.raw_bytes += len(piece)
        return record

    def finish(self, sources: tuple[SealedSource, ...], derived_with: DerivedWith | None = None) -> Segment:
        """Return the segment, given what is known of its sources now that all has been read."""
        data = b"".join(self._stored)
        stored = Stored(sha256(data).digest(), len(data))
        manifest = Manifest(stored, self._secret, sources, tuple(self._frames), derived_with)
        return Segment(data, manifest, manifest.encode())
