"""Frames are read by manifest and checked; what is missing is told apart from what was altered."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from siaga.vault import layout
from siaga.vault.errors import MissingError, TamperedError
from siaga.vault.leaves.segment import SegmentLeaf, Stored
from siaga.vault.segments.reading import read_frame, read_frames, read_manifest
from siaga.vault.storage.local import LocalStorage

from .segments import segment

TEXTS = (b"one\n", b"two\nthree\n")


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[LocalStorage, SegmentLeaf]:
    made, storage = segment(*TEXTS), LocalStorage(tmp_path)
    digest = sha256(made.manifest_data).digest()
    storage.create(layout.segment(made.manifest.segment.sha256), made.data)
    storage.create(layout.manifest(digest), made.manifest_data)
    leaf = SegmentLeaf(
        1, "node", made.manifest.segment, Stored(digest, len(made.manifest_data)), 2,
        made.manifest.frames_root(), 3, 14, made.manifest.sources, (),
    )  # fmt: skip
    return storage, leaf


def test_all_frames_come_back(sealed: tuple[LocalStorage, SegmentLeaf]) -> None:
    storage, leaf = sealed
    manifest = read_manifest(storage, leaf)
    assert tuple(raw for _, raw in read_frames(storage, manifest)) == TEXTS
    assert read_frame(storage, leaf.segment.sha256, 1, manifest.frames[1]) == TEXTS[1]


def test_altered_bytes_are_told_with_their_frame(
    sealed: tuple[LocalStorage, SegmentLeaf], tmp_path: Path
) -> None:
    storage, leaf = sealed
    path = tmp_path / layout.segment(leaf.segment.sha256)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.chmod(0o640)
    path.write_bytes(bytes(data))
    with pytest.raises(TamperedError, match="frame 1"):
        list(read_frames(storage, read_manifest(storage, leaf)))


def test_missing_is_not_altered(sealed: tuple[LocalStorage, SegmentLeaf]) -> None:
    storage, leaf = sealed
    manifest = read_manifest(storage, leaf)
    storage.remove(layout.segment(leaf.segment.sha256))
    with pytest.raises(MissingError):
        list(read_frames(storage, manifest))
    storage.remove(layout.manifest(leaf.manifest.sha256))
    with pytest.raises(MissingError):
        read_manifest(storage, leaf)
