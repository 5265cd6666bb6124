"""The manifest of a segment: every frame of it, so that nothing can be added, left out or moved unseen."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

from siaga.vault.canonical import decode_object, encode
from siaga.vault.errors import TamperedError
from siaga.vault.leaves.segment import SealedSource, SegmentLeaf, Stored
from siaga.vault.record import encode_record, from_json, to_json
from siaga.vault.segments.derived_with import DerivedWith
from siaga.vault.segments.frame import FrameRecord
from siaga.vault.segments.lines import SECRET_BYTES
from siaga.vault.tlog.hashes import MemoryHashes
from siaga.vault.tlog.merkle import leaf_hash, root_of
from siaga.vault.tlog.proofs import inclusion_path


@dataclass(frozen=True, slots=True)
class Manifest:
    """`manifest/1`. `secret` makes the salts of the lines' tree; it is never shown with a proof of a line.

    `derived_with` is None where whoever sealed derived nothing.
    """

    KIND: ClassVar[str] = "manifest/1"

    segment: Stored
    secret: bytes
    sources: tuple[SealedSource, ...]
    frames: tuple[FrameRecord, ...]
    derived_with: DerivedWith | None = None

    def encode(self) -> bytes:
        """Return the canonical bytes."""
        return encode({"kind": self.KIND, **to_json(self)})

    def frames_root(self) -> bytes:
        """Return the root of the tree over the frames' records."""
        return root_of(self._frame_leaves())

    def frame_path(self, number: int) -> tuple[bytes, ...]:
        """Return the path from a frame's record to `frames_root`."""
        return inclusion_path(MemoryHashes(self._frame_leaves()), number, len(self.frames))

    def _frame_leaves(self) -> list[bytes]:
        return [leaf_hash(encode_record(each)) for each in self.frames]


def parse(data: bytes, place: str) -> Manifest:
    """Read a manifest; raise TamperedError unless its frames fill the segment without gap or overlap."""
    value = decode_object(data, place)
    if value.pop("kind", "") != Manifest.KIND:
        raise TamperedError(place, "not a manifest/1")
    manifest = from_json(Manifest, value, place)
    if len(manifest.secret) != SECRET_BYTES:
        raise TamperedError(place, "the secret has a wrong length")
    _check_frames(manifest, place)
    return manifest


def _check_frames(manifest: Manifest, place: str) -> None:
    offset = 0
    for number, frame in enumerate(manifest.frames):
        if frame.offset != offset or frame.size <= 0:
            raise TamperedError(place, f"frame {number} begins at {frame.offset} instead of {offset}")
        if not 0 <= frame.source < len(manifest.sources):
            raise TamperedError(place, f"frame {number} is of no source")
        offset += frame.size
    if offset != manifest.segment.size:
        raise TamperedError(place, f"the frames end at {offset}, the segment at {manifest.segment.size}")


def of_leaf(data: bytes, leaf: SegmentLeaf, place: str) -> Manifest:
    """Read the manifest that a `segment/1` leaf names, and check that it is that one; raise TamperedError."""
    if len(data) != leaf.manifest.size or sha256(data).digest() != leaf.manifest.sha256:
        raise TamperedError(place, "the manifest has another hash than the log says")
    manifest = parse(data, place)
    agreeing = (
        manifest.segment == leaf.segment
        and len(manifest.frames) == leaf.frames
        and manifest.frames_root() == leaf.frames_root
        and manifest.sources == leaf.sources
        and sum(each.lines for each in manifest.frames) == leaf.lines
        and sum(each.raw_size for each in manifest.frames) == leaf.raw_bytes
    )
    if not agreeing:
        raise TamperedError(place, "the manifest and its leaf in the log contradict each other")
    return manifest
