"""Reads sealed frames back: by manifest, checked, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.vault import layout
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.segments.frame import FrameRecord, unpacked
from siaga.vault.segments.manifest import Manifest, of_leaf
from siaga.vault.storage.contract import Storage


def read_manifest(storage: Storage, leaf: SegmentLeaf) -> Manifest:
    """Return the manifest of a sealed segment; raise TamperedError, MissingError or UnreachableError."""
    name = layout.manifest(leaf.manifest.sha256)
    return of_leaf(storage.read(name), leaf, name)


def frame_place(segment: bytes, number: int) -> str:
    """Return how to call a frame in an error: the segment's name and the frame's number."""
    return f"{layout.segment(segment)}, frame {number}"


def read_frame(storage: Storage, segment: bytes, number: int, record: FrameRecord) -> bytes:
    """Return the raw bytes of one frame after checking its stored bytes."""
    stored = storage.read_range(layout.segment(segment), record.offset, record.size)
    return unpacked(stored, record, frame_place(segment, number))


def read_frames(storage: Storage, manifest: Manifest) -> Iterator[tuple[FrameRecord, bytes]]:
    """Yield every frame of a segment with its raw bytes, in order."""
    for number, record in enumerate(manifest.frames):
        yield record, read_frame(storage, manifest.segment.sha256, number, record)
