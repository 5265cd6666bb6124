"""Looks at one segment: manifest, every stored byte, every frame, derived files."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from siaga.vault import layout
from siaga.vault.errors import MissingError, StorageError, TamperedError
from siaga.vault.leaves.kinds import decode_leaf
from siaga.vault.leaves.segment import DerivedFile, SegmentLeaf
from siaga.vault.record import encode_record
from siaga.vault.segments.frame import checked, decompressed
from siaga.vault.segments.lines import lines_root
from siaga.vault.segments.manifest import Manifest, of_leaf
from siaga.vault.segments.order import check_order
from siaga.vault.segments.reading import frame_place
from siaga.vault.storage.contract import Storage
from siaga.vault.storage.opening import open_storage
from siaga.vault.verifying.segment_record import Fault, Found, SegmentItem, SegmentLook


def look_there(place: str, item: SegmentItem, *, deep: bool) -> bytes:
    """Look at a segment of the vault stored at a place, wherever this runs; return the encoded record."""
    return encode_record(look_at(open_storage(place), item, deep=deep))


def look_at(storage: Storage, item: SegmentItem, *, deep: bool) -> SegmentLook:
    """Look at a segment; `deep` unpacks its frames and hashes their lines too. It never raises."""
    return _Look(storage, item, deep).done()


@dataclass(slots=True)
class _Look:
    storage: Storage
    item: SegmentItem
    deep: bool
    stored_bytes: int = 0
    lines: int = 0
    derived: int = 0
    found: list[Found] = field(default_factory=list)

    def done(self) -> SegmentLook:
        leaf = decode_leaf(self.item.entry, f"leaf {self.item.index}")
        assert isinstance(leaf, SegmentLeaf)
        manifest = self._manifest(leaf)
        self._segment(leaf, manifest)
        for each in self.item.derived:
            self._derived(layout.index(leaf.manifest.sha256, each.name), each)
        frames = () if manifest is None else manifest.frames
        return SegmentLook(
            self.item.index,
            self.stored_bytes,
            len(frames),
            self.lines,
            self.derived,
            b"".join(each.sha256 for each in frames),
            tuple(self.found),
        )

    def _add(self, place: str, fault: Fault, detail: str) -> None:
        self.found.append(Found(place, fault.value, detail))

    def _read(self, name: str, gone: Fault, unreadable: Fault) -> bytes | None:
        try:
            data = self.storage.read(name)
        except MissingError as error:
            self._add(name, gone, error.reason)
        except StorageError as error:
            self._add(name, unreadable, error.reason)
        else:
            self.stored_bytes += len(data)
            return data
        return None

    def _manifest(self, leaf: SegmentLeaf) -> Manifest | None:
        name = layout.manifest(leaf.manifest.sha256)
        data = self._read(name, Fault.MANIFEST_GONE, Fault.UNREADABLE)
        if data is None:
            return None
        try:
            manifest = of_leaf(data, leaf, name)
        except TamperedError as error:
            self._add(name, Fault.MANIFEST_WRONG, error.reason)
            return None
        try:
            check_order(manifest, name)
        except TamperedError as error:
            self._add(error.place, Fault.FRAMES_TORN, error.reason)
        return manifest

    def _segment(self, leaf: SegmentLeaf, manifest: Manifest | None) -> None:
        name = layout.segment(leaf.segment.sha256)
        data = self._read(name, Fault.SEGMENT_GONE, Fault.UNREADABLE)
        if data is None:
            return
        if len(data) != leaf.segment.size:
            reason = f"{len(data)} bytes instead of {leaf.segment.size}"
            self._add(name, Fault.SEGMENT_WRONG, reason)
        whole = sha256()
        view, end = memoryview(data), 0
        for number, record in enumerate(() if manifest is None else manifest.frames):
            end = record.offset + record.size
            stored = view[record.offset : end]
            # Frame by frame, while its bytes are still in the processor's cache.
            whole.update(stored)
            self._frame(stored, manifest, number)
        whole.update(view[end:])
        if whole.digest() != leaf.segment.sha256:
            self._add(name, Fault.SEGMENT_WRONG, "the bytes have another hash than the log says")

    def _frame(self, stored: memoryview, manifest: Manifest | None, number: int) -> None:
        assert manifest is not None
        record = manifest.frames[number]
        place = frame_place(manifest.segment.sha256, number)
        try:
            checked(stored, record, place)
        except TamperedError as error:
            self._add(place, Fault.FRAME_WRONG, error.reason)
            return
        if not self.deep:
            return
        try:
            raw = decompressed(stored, record, place)
        except TamperedError as error:
            self._add(place, Fault.FRAME_WRONG, error.reason)
            return
        lines, root = lines_root(raw, manifest.secret, number)
        self.lines += lines
        if (lines, root) != (record.lines, record.lines_root):
            self._add(place, Fault.LINES_WRONG, f"{lines} lines with another tree than the manifest says")
        if record.open and raw.endswith(b"\n"):
            self._add(place, Fault.LINES_WRONG, "its last line is said to go on, but it ends")

    def _derived(self, name: str, expected: DerivedFile) -> None:
        data = self._read(name, Fault.DERIVED_GONE, Fault.DERIVED_UNREADABLE)
        if data is None:
            return
        self.derived += 1
        if len(data) != expected.size or sha256(data).digest() != expected.sha256:
            self._add(name, Fault.DERIVED_WRONG, "the bytes have another hash than the log says")
