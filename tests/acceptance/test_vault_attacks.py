"""Attacks on a vault's files by somebody without its key: each is noticed, and the place is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from siaga.intake.block import LogFile
from siaga.intake.deriving.derive import Deriver
from siaga.intake.deriving.piece import Piece
from siaga.intake.sealing.filling import _columns
from siaga.vault import layout
from siaga.vault.segments.frame import compressed
from siaga.vault.segments.manifest import Manifest
from siaga.vault.segments.reading import read_frames, read_manifest
from siaga.vault.tlog.note import SignedNote
from siaga.vault.verifying.result import State

from .vault_estate import Estate, is_wrong

SKIPPABLE = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"hello"
FULL, LAST = "log/tile/0/000", "log/tile/0/002.p/29"


def _flip(path: Path, at: int, bits: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= bits
    path.write_bytes(data)


def test_the_untouched_vault_is_as_it_must_be(estate: Estate) -> None:
    found = estate.verified(deep=True, published=estate.published, policy=estate.policy)
    assert [each.name for each in found.checks if each.state is not State.OK] == []
    looked = {each.name: each.looked for each in found.checks}
    assert looked["leaves"] == found.size == len(estate.entries)
    assert looked["segments"] == len(estate.segments())
    assert looked["published_checkpoints"] == looked["keys"] == looked["intervals"] == 2
    assert looked["derived"] == sum(len(leaf.derived) for _, leaf in estate.segments()) > 10


@pytest.mark.parametrize("frame", [0, 1, 2])
def test_a_changed_byte_in_a_frame(estate: Estate, frame: int) -> None:
    _, leaf = estate.segments()[0]
    record = read_manifest(estate.storage, leaf).frames[frame]
    _flip(estate.path(layout.segment(leaf.segment.sha256)), record.offset + record.size // 2)
    found = estate.verified()
    is_wrong(found, "segments", f"frame {frame}")
    assert [each.name for each in found.checks if each.state is State.WRONG] == ["segments"]


def test_a_changed_byte_in_a_manifest(estate: Estate) -> None:
    index, leaf = estate.segments()[1]
    name = layout.manifest(leaf.manifest.sha256)
    _flip(estate.path(name), 100)
    is_wrong(estate.verified(), "segments", f"leaf {index}, {name}")


@pytest.mark.parametrize("index", [4, 300, 540])
def test_a_changed_byte_in_a_leaf(estate: Estate, index: int) -> None:
    name = f"log/tile/entries/00{index // 256}" + (".p/29" if index > 511 else "")
    data = estate.path(name).read_bytes()
    _flip(estate.path(name), data.index(estate.entries[index]) + 20)
    found = estate.verified()
    is_wrong(found, "leaves", f"leaf {index}")
    assert found.check("checkpoint").state is State.OK  # the tiles still lead to its root


@pytest.mark.parametrize("name", [FULL, LAST, "log/tile/1/000.p/2"])
def test_a_changed_byte_in_a_tile(estate: Estate, name: str) -> None:
    _flip(estate.path(name), 5)
    found = estate.verified()
    is_wrong(found, "tiles", name)
    assert found.check("leaves").state is State.OK


def test_swapped_tiles(estate: Estate) -> None:
    one, two = estate.path(FULL), estate.path("log/tile/0/001")
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    found = estate.verified()
    is_wrong(found, "tiles", FULL)
    assert found.check("tiles").wrong_total == 2


def test_leaf_and_tile_changed_alike(estate: Estate) -> None:
    """Whoever changes both without the key makes a tree of another root."""
    entries = estate.entries
    entries[300] = entries[300].replace(b"petugas", b"penyusup")
    before = estate.path(layout.CHECKPOINT).read_bytes()
    estate.rebuild(entries)
    estate.path(layout.CHECKPOINT).write_bytes(before)
    is_wrong(estate.verified(), "checkpoint", layout.CHECKPOINT)


@pytest.mark.parametrize("line", [1, 2, 4, 5])
def test_a_changed_checkpoint(estate: Estate, line: int) -> None:
    """Size, root, the log's signature, the witness's signature."""
    path = estate.path(layout.CHECKPOINT)
    lines = path.read_bytes().split(b"\n")
    at = len(lines[line]) // 2 if line > 1 else 0
    _flip(path, sum(len(each) + 1 for each in lines[:line]) + at, 1)
    is_wrong(estate.verified(), "checkpoint", layout.CHECKPOINT)


def test_a_checkpoint_of_another_origin(estate: Estate) -> None:
    checkpoint = estate.view.head.checkpoint
    text = replace(checkpoint, origin="siaga.lain.example/evidence").body()
    note = SignedNote(text, (estate.signer.sign(text),))
    estate.path(layout.CHECKPOINT).write_bytes(note.encode())
    is_wrong(estate.verified(), "checkpoint", layout.CHECKPOINT)


def test_two_adjacent_manifests_removed(estate: Estate) -> None:
    pair = estate.segments()[2:4]
    for _, leaf in pair:
        estate.path(layout.manifest(leaf.manifest.sha256)).unlink()
    found = estate.verified()
    assert found.check("segments").wrong_total == 2
    for index, leaf in pair:
        is_wrong(found, "segments", f"leaf {index}, {layout.manifest(leaf.manifest.sha256)}")


def test_a_segment_removed(estate: Estate) -> None:
    index, leaf = estate.segments()[-1]
    estate.path(layout.segment(leaf.segment.sha256)).unlink()
    is_wrong(estate.verified(), "segments", f"leaf {index}")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:0],
        lambda data: data + compressed(b"GET /lain HTTP/1.1\n"),
        lambda data: data + SKIPPABLE,
        lambda data: SKIPPABLE + data,
        lambda data: data + b"\x00",
    ],
    ids=[
        "one byte cut",
        "half cut",
        "emptied",
        "frame behind",
        "skippable behind",
        "skippable ahead",
        "byte",
    ],
)
def test_bytes_cut_off_or_added(estate: Estate, change: Callable[[bytes], bytes]) -> None:
    index, leaf = estate.segments()[0]
    path = estate.path(layout.segment(leaf.segment.sha256))
    path.write_bytes(change(path.read_bytes()))
    is_wrong(estate.verified(), "segments", f"leaf {index}")


def test_a_frame_exchanged_between_segments(estate: Estate) -> None:
    (one, first), (_, second) = estate.segments()[0], estate.segments()[2]
    path = estate.path(layout.segment(first.segment.sha256))
    other = estate.path(layout.segment(second.segment.sha256)).read_bytes()
    frame, theirs = (read_manifest(estate.storage, leaf).frames[0] for leaf in (first, second))
    path.write_bytes(other[: theirs.size] + path.read_bytes()[frame.size :])
    is_wrong(estate.verified(), "segments", f"leaf {one}, {layout.segment(first.segment.sha256)}, frame 0")


def test_whole_segments_exchanged(estate: Estate) -> None:
    (one, first), (two, second) = estate.segments()[:2]
    paths = [estate.path(layout.segment(leaf.segment.sha256)) for leaf in (first, second)]
    data = [path.read_bytes() for path in paths]
    for path, other in zip(paths, reversed(data), strict=True):
        path.write_bytes(other)
    found = estate.verified()
    is_wrong(found, "segments", f"leaf {one}")
    is_wrong(found, "segments", f"leaf {two}")


def test_a_rolled_back_checkpoint(estate: Estate) -> None:
    """With the tiles left in place they stand beyond it; with all of them taken away see the insiders."""
    estate.path(layout.CHECKPOINT).write_bytes(estate.published[0])
    found = estate.verified(published=estate.published)
    is_wrong(found, "tiles", LAST)
    is_wrong(found, "published_checkpoints", "published checkpoint 2")


def test_a_kept_checkpoint_changed_or_removed(estate: Estate) -> None:
    first, second = sorted(name for name in estate.files() if name.startswith(layout.HISTORY))
    _flip(estate.path(first), 40)
    estate.path(second).unlink()
    found = estate.verified()
    is_wrong(found, "kept_checkpoints", first)
    assert [each.place for each in found.check("kept_checkpoints").unseen] == [second]


def test_settings_changed(estate: Estate) -> None:
    policy = estate.path(layout.POLICY)
    policy.write_bytes(policy.read_bytes().replace(b"quorum saksi", b"quorum none"))
    vault = estate.path(layout.VAULT)
    vault.write_bytes(vault.read_bytes().replace(b"node1", b"node2"))
    found = estate.verified()
    is_wrong(found, "settings", layout.POLICY)
    is_wrong(found, "settings", layout.VAULT)


def test_a_changed_parquet_is_told_as_derived_and_evidence_as_untouched(estate: Estate) -> None:
    index, leaf = estate.segments()[0]
    name = layout.index(leaf.manifest.sha256, leaf.derived[0].name)
    _flip(estate.path(name), 50)
    found = estate.verified()
    is_wrong(found, "derived", f"leaf {index}, {name}")
    assert "the evidence is untouched" in found.check("derived").wrong[0].words.en
    assert found.check("segments").state is State.OK


def test_parquet_is_rebuilt_from_the_frames_byte_for_byte(estate: Estate) -> None:
    deriver = Deriver()
    rebuilt = 0
    for _, leaf in estate.segments()[:6]:  # those of one run, whose texts go on from segment to segment
        derived = _columns(deriver.derive(_pieces(estate, read_manifest(estate.storage, leaf))))
        assert sorted(derived.files) == [each.name for each in leaf.derived]
        for each in leaf.derived:
            assert sha256(derived.files[each.name]).digest() == each.sha256
            rebuilt += 1
    assert rebuilt > 10


def _pieces(estate: Estate, manifest: Manifest) -> list[Piece]:
    return [
        Piece(
            LogFile(source.name, source.source, source.order, source.modified_at_us or 0),
            record.source,
            number,
            raw,
            record.raw_from,
            record.first_line,
            record.open,
        )
        for number, (record, raw) in enumerate(read_frames(estate.storage, manifest))
        for source in [manifest.sources[record.source]]
    ]
