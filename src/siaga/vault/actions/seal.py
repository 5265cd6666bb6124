"""Commits a segment: bytes, manifest and derived columns are stored, then the log takes its leaf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from siaga.vault import layout
from siaga.vault.actions.session import Session
from siaga.vault.leaves.segment import DerivedFile, SegmentLeaf, Stored
from siaga.vault.log.appending import Stamp
from siaga.vault.segments.writing import Segment


@dataclass(frozen=True, slots=True)
class Columns:
    """Derived files by name (docs/vault.md), and the span of the lines' times (UTC µs, None unknown)."""

    files: Mapping[str, bytes]
    min_time_us: int | None
    max_time_us: int | None


def commit_segment(session: Session, segment: Segment, columns: Columns) -> int:
    """Store a segment and commit its leaf; return the leaf's index. When this returns it is acknowledged."""
    manifest = segment.manifest
    manifest_sha256 = sha256(segment.manifest_data).digest()
    session.storage.create(layout.segment(manifest.segment.sha256), segment.data)
    session.storage.create(layout.manifest(manifest_sha256), segment.manifest_data)
    derived = tuple(
        DerivedFile(name, sha256(data).digest(), len(data)) for name, data in sorted(columns.files.items())
    )
    for name, data in columns.files.items():
        session.storage.create(layout.index(manifest_sha256, name), data)

    def leaf(at: Stamp) -> SegmentLeaf:
        return SegmentLeaf(
            at=at.at_us,
            node=session.file.node,
            segment=manifest.segment,
            manifest=Stored(manifest_sha256, len(segment.manifest_data)),
            frames=len(manifest.frames),
            frames_root=manifest.frames_root(),
            lines=sum(each.lines for each in manifest.frames),
            raw_bytes=sum(each.raw_size for each in manifest.frames),
            sources=manifest.sources,
            derived=derived,
            min_time_us=columns.min_time_us,
            max_time_us=columns.max_time_us,
            clock_back_us=at.back_us,
        )

    return session.append(leaf)
