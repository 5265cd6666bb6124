"""The check of hunts: what a hunt says it has read is what stood in the segments that it names."""

from __future__ import annotations

from siaga.vault.hunting.selection import in_window
from siaga.vault.leaves.hunt import HuntLeaf
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.tlog.merkle import HASH_BYTES, leaf_hash, root_of
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.findings import Findings, Kind
from siaga.vault.verifying.result import Words

_PLACES = Words("menunjuk tempat yang tidak ada", "names a place that is none")
_READ = Words(
    "yang dinyatakan dibaca bukan isi segmen-segmen itu",
    "what it says it has read is not what those segments hold",
)
_CONTENT = Words(
    "tidak dapat dihitung ulang: sebagian isi tidak ada lagi",
    "can't be worked out again: part of the content is not there any more",
)
_TREE = Words("menyebut pohon yang belum ada", "names a tree that was not there yet")


def look(case: Case, found: Findings) -> None:
    """Check the places that each hunt names, and work out again what it has read."""
    for index, leaf in case.of(HuntLeaf):
        found.looked()
        place = f"leaf {index}"
        if not 0 <= leaf.tree_size <= index:
            found.wrong(place, _TREE, str(leaf.tree_size))
            continue
        _places(case, found, place, leaf)
        _again(case, found, place, leaf)


def scanned_root(frame_hashes: bytes) -> bytes:
    """Return the RFC 6962 root over stored hashes of frames, HASH_BYTES each, in the order of reading."""
    pieces = range(0, len(frame_hashes), HASH_BYTES)
    return root_of([leaf_hash(frame_hashes[at : at + HASH_BYTES]) for at in pieces])


def _places(case: Case, found: Findings, place: str, leaf: HuntLeaf) -> None:
    for hit in leaf.hits:
        segment = case.segment(hit.segment_index)
        within = 0 <= hit.segment_index < leaf.tree_size and segment is not None
        if not within or segment is None or not 0 <= hit.frame < segment.frames or hit.line < 0:
            found.wrong(place, _PLACES, f"leaf {hit.segment_index}, frame {hit.frame}, line {hit.line}")
    for each in leaf.unread:
        if not 0 <= each.segment_index < leaf.tree_size or case.segment(each.segment_index) is None:
            found.wrong(place, _PLACES, f"leaf {each.segment_index}")


def _again(case: Case, found: Findings, place: str, leaf: HuntLeaf) -> None:
    unread = {each.segment_index for each in leaf.unread}
    wanted = [
        (index, segment)
        for index, segment in case.of(SegmentLeaf)
        if index < leaf.tree_size
        and index not in unread
        and in_window(segment, leaf.site, leaf.since_us, leaf.until_us)
    ]
    looks = case.looks or {}
    hashes = b""
    for index, segment in wanted:
        seen = looks.get(index)
        if seen is None or seen.frames != segment.frames:
            found.unseen(place, _CONTENT, f"leaf {index}")
            return
        hashes += seen.frame_hashes
    told = (leaf.segments, leaf.frames, leaf.scanned_root)
    if told != (len(wanted), len(hashes) // HASH_BYTES, scanned_root(hashes)):
        reason = f"{leaf.segments} segments, {leaf.frames} frames; there are {len(wanted)}"
        found.wrong(place, _READ, reason)


CHECK = Kind("hunts", Words("Perburuan", "The hunts"), look)
