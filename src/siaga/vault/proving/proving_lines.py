"""Make the proof of a line out of the vault: the one place where manifest and frame are opened for it."""

from __future__ import annotations

from siaga.vault.errors import VaultUsageError
from siaga.vault.leaves.kinds import decode_leaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.proving.finding import LinePlace
from siaga.vault.proving.line_check import check_line
from siaga.vault.proving.line_proof import LineProof
from siaga.vault.segments.lines import line_path, split_lines
from siaga.vault.segments.reading import frame_place, read_frame, read_manifest
from siaga.vault.storage.contract import Storage


def segment_leaf(view: LogView, index: int) -> SegmentLeaf:
    """Return the `segment/1` leaf of this index; VaultUsageError if the leaf there is another, or none."""
    if not 0 <= index < view.size:
        raise VaultUsageError(f"leaf {index}", f"the log has {view.size} leaves")
    leaf = decode_leaf(view.entry(index), f"leaf {index}")
    if not isinstance(leaf, SegmentLeaf):
        raise VaultUsageError(f"leaf {index}", f"it is a {leaf.KIND}, no segment")
    return leaf


def prove_line(storage: Storage, view: LogView, place: LinePlace) -> LineProof:
    """Return the proof of one line, which was checked before it is given away.

    Raise VaultUsageError where there is no such line, MissingError if the content was deleted, TamperedError
    if what is stored is not what was sealed.
    """
    leaf = segment_leaf(view, place.segment)
    manifest = read_manifest(storage, leaf)
    if not 0 <= place.frame < len(manifest.frames):
        raise VaultUsageError(f"leaf {place.segment}", f"the segment has {len(manifest.frames)} frames")
    record = manifest.frames[place.frame]
    named = frame_place(leaf.segment.sha256, place.frame)
    if not 0 <= place.number < record.lines:
        raise VaultUsageError(named, f"the frame has {record.lines} lines")
    raw = read_frame(storage, leaf.segment.sha256, place.frame, record)
    salt, path = line_path(raw, manifest.secret, place.frame, place.number, named)
    proof = LineProof(
        line=split_lines(raw)[place.number],
        salt=salt,
        number=place.number,
        line_path=path,
        frame=place.frame,
        record=record,
        frame_path=manifest.frame_path(place.frame),
        leaf=view.entry(place.segment),
        proof=view.proof(place.segment).encode().decode(),
    )
    check_line(proof, view.head.checkpoint, named)
    return proof
