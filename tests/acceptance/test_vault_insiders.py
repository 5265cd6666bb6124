"""Attacks by an insider with the true key: what his vault still contradicts, and what only others see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from siaga.vault import layout
from siaga.vault.errors import HistoryError
from siaga.vault.leaves.interval import IntervalLeaf
from siaga.vault.leaves.key import KeyLeaf
from siaga.vault.leaves.kinds import Leaf, decode_leaf, encode_leaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.frame import FrameRecord, compressed, decompressed
from siaga.vault.segments.lines import lines_root
from siaga.vault.segments.manifest import Manifest
from siaga.vault.segments.reading import read_manifest
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.note import SignedNote, Signer
from siaga.vault.verifying.result import State, Verification

from .vault_estate import ORIGIN, Estate

SKIPPABLE = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"hello"
TWO_HOURS_US = 7_200_000_000


def _wrong(found: Verification) -> list[str]:
    return [each.name for each in found.checks if each.state is State.WRONG]


def _leaf(entry: bytes) -> Leaf:
    return decode_leaf(entry, "")


def _forget_kept(estate: Estate) -> None:
    """Remove what the vault itself keeps of older checkpoints."""
    for name in list(estate.storage.names(layout.HISTORY)):
        estate.path(name).unlink()


def _without(entries: Sequence[bytes], indexes: Sequence[int]) -> list[bytes]:
    return [each for index, each in enumerate(entries) if index not in indexes]


def test_a_rebuilt_tree_without_the_true_key(estate: Estate) -> None:
    own = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"x" * 32))
    estate.rebuild(_without(estate.entries, [6]), own)
    assert "checkpoint" in _wrong(estate.verified())


@pytest.mark.parametrize("removed", [[0], [2], [2, 3], [6]])
def test_segments_removed_with_the_true_key(estate: Estate, removed: list[int]) -> None:
    """The batches of the run don't follow each other, nor do kept and published checkpoints."""
    indexes = [estate.segments()[each][0] for each in removed]
    estate.rebuild(_without(estate.entries, indexes))
    found = estate.verified(published=estate.published)
    assert {"continuity", "published_checkpoints"} <= set(_wrong(found))
    assert found.check("witnesses").state is State.COULD_NOT_LOOK
    # The last one was sealed after the last checkpoint kept.
    assert ("kept_checkpoints" in _wrong(found)) == (removed != [6])


def test_segments_reordered_with_the_true_key(estate: Estate) -> None:
    entries = estate.entries
    entries[5], entries[6] = entries[6], entries[5]
    estate.rebuild(entries)
    found = estate.verified(published=estate.published)
    assert {"continuity", "times", "kept_checkpoints", "published_checkpoints"} <= set(_wrong(found))


def test_segments_reordered_and_dated_anew(estate: Estate) -> None:
    entries = estate.entries
    five, six = _leaf(entries[5]), _leaf(entries[6])
    entries[5] = encode_leaf(replace(six, at=five.at))
    entries[6] = encode_leaf(replace(five, at=six.at))
    estate.rebuild(entries)
    _forget_kept(estate)
    assert _wrong(estate.verified()) == ["continuity"]


def test_a_segment_duplicated(estate: Estate) -> None:
    entries = estate.entries
    last, twice = _leaf(entries[-1]), _leaf(entries[535])
    entries.append(encode_leaf(replace(twice, at=last.at)))
    estate.rebuild(entries)
    found = estate.verified()
    assert _wrong(found) == ["continuity"]
    assert found.check("continuity").wrong[0].words.en == "this manifest was sealed before"


def test_the_end_cut_off_is_seen_by_witness_and_public_only(estate: Estate) -> None:
    """Rolled back to just after the last kept checkpoint, tiles and all: nothing in the vault contradicts."""
    estate.rebuild(estate.entries[:200])
    alone = estate.verified()
    assert _wrong(alone) == []
    assert alone.check("witnesses").state is State.COULD_NOT_LOOK
    found = estate.verified(published=estate.published)
    assert _wrong(found) == ["published_checkpoints"]
    with pytest.raises(HistoryError):
        estate.witness.compare(estate.view.head.checkpoint, estate.view.hashes)


def test_a_forked_history_resigned_with_the_true_key(estate: Estate) -> None:
    """Caught by the witness and by a published checkpoint, and not without: say so in every answer."""
    entries = estate.entries
    entries[100] = entries[100].replace(b"petugas", b"penyusu")
    note = estate.rebuild(entries)
    # Without anybody outside, the forged vault is whole; only that nobody has witnessed it is told.
    alone = estate.verified()
    assert _wrong(alone) == []
    assert "not cosigned" in alone.check("witnesses").unseen[0].words.en
    assert _wrong(estate.verified(published=estate.published)) == ["published_checkpoints"]
    assert _wrong(estate.verified(published=estate.published[:1])) == []  # from before the fork
    with pytest.raises(HistoryError):
        estate.witness.cosign(note, LogView.newest(estate.storage).hashes)


def test_a_fork_before_the_change_of_key_contradicts_the_kept_checkpoints(estate: Estate) -> None:
    entries = estate.entries
    entries[4] = encode_leaf(replace(_leaf(entries[4]), clock_back_us=1))
    estate.rebuild(entries)
    assert "kept_checkpoints" in _wrong(estate.verified())
    _forget_kept(estate)  # then at least that they are missing is told
    assert estate.verified().check("kept_checkpoints").state is State.COULD_NOT_LOOK


def test_an_older_checkpoint_resealed_with_a_newer_epochs_key(estate: Estate) -> None:
    name = min(estate.storage.names(layout.HISTORY))
    text = SignedNote.parse(estate.storage.read(name), name).text
    estate.path(name).write_bytes(SignedNote(text, (estate.signer.sign(text),)).encode())
    assert _wrong(estate.verified()) == ["kept_checkpoints"]
    older = SignedNote.parse(estate.published[0], "").text
    resealed = SignedNote(older, (estate.signer.sign(older),)).encode()
    assert "published_checkpoints" in _wrong(estate.verified(published=[resealed]))


def test_an_epoch_that_skips_a_number(estate: Estate) -> None:
    entries = estate.entries
    key = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"y" * 32))
    entries[-1] = encode_leaf(KeyLeaf(_leaf(entries[-1]).at, 4, key.verifier.text))
    estate.rebuild(entries)
    assert "keys" in _wrong(estate.verified())


def test_a_vault_with_a_root_of_its_own(estate: Estate) -> None:
    estate.root_vkey = estate.root_vkey.replace("/root+", "/root2+")
    assert "keys" in _wrong(estate.verified())


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (
            lambda leaf: replace(leaf, from_us=leaf.from_us - TWO_HOURS_US, to_us=leaf.to_us - TWO_HOURS_US),
            "intervals",
        ),
        (lambda leaf: replace(leaf, from_us=leaf.from_us - TWO_HOURS_US), "intervals"),
        (lambda leaf: replace(leaf, to_us=leaf.at + 1, from_us=leaf.at - 1), "intervals"),
        (lambda leaf: replace(leaf, at=leaf.at - 120_000_000), "times"),
        (lambda leaf: replace(leaf, lines=leaf.lines + 1), "intervals"),
    ],
    ids=["moved back", "prolonged", "moved on", "dated back", "counted otherwise"],
)
def test_a_back_dated_interval(
    estate: Estate, change: Callable[[IntervalLeaf], IntervalLeaf], check: str
) -> None:
    entries = estate.entries
    index, leaf = estate.leaves(IntervalLeaf.KIND)[-1]
    assert isinstance(leaf, IntervalLeaf)
    entries[index] = encode_leaf(change(leaf))
    estate.rebuild(entries)
    found = estate.verified()
    assert check in _wrong(found)
    assert found.check(check).wrong[0].place == f"leaf {index}"


def test_a_minute_removed_is_a_gap(estate: Estate) -> None:
    index, _ = estate.leaves(IntervalLeaf.KIND)[-1]
    before = estate.verified().check("intervals").told_total
    estate.rebuild(_without(estate.entries, [index]))
    estate.clock.now_us += 600_000_000
    found = estate.verified().check("intervals")
    estate.clock.now_us -= 600_000_000
    assert found.told_total == before + 1
    assert "min, 2026-" in found.told[-1].detail


def _frames(estate: Estate, data: bytes, change: Callable[[int, FrameRecord], FrameRecord]) -> None:
    """Reseal the last segment with these bytes and records changed; its frames keep their place."""
    index, _ = estate.segments()[-1]

    def forged(manifest: Manifest) -> Manifest:
        return replace(manifest, frames=tuple(change(*each) for each in enumerate(manifest.frames)))

    estate.reseal(index, data, forged)


def _stored(estate: Estate) -> tuple[bytes, Manifest]:
    _, leaf = estate.segments()[-1]
    return estate.storage.read(layout.segment(leaf.segment.sha256)), read_manifest(estate.storage, leaf)


@pytest.mark.parametrize("more", [SKIPPABLE, compressed(b"GET /lain\n")], ids=["skippable", "second frame"])
def test_a_frame_that_decompressors_disagree_about_sealed_with_all_hashes_right(
    estate: Estate, more: bytes
) -> None:
    data, manifest = _stored(estate)
    last = manifest.frames[-1]
    swollen = data[last.offset :] + more

    def change(number: int, record: FrameRecord) -> FrameRecord:
        if number < len(manifest.frames) - 1:
            return record
        return replace(record, size=len(swollen), sha256=sha256(swollen).digest())

    _frames(estate, data + more, change)
    found = estate.verified()
    assert _wrong(found) == ["segments"]
    assert "behind the end of the zstd frame" in found.check("segments").wrong[0].detail


def test_overlapping_frames_sealed_with_all_hashes_right(estate: Estate) -> None:
    """The second frame's record points at the first frame's bytes: one text is shown twice."""
    data, manifest = _stored(estate)
    first = manifest.frames[0]

    def change(number: int, record: FrameRecord) -> FrameRecord:
        same = replace(record, offset=0, size=first.size, sha256=first.sha256, raw_size=first.raw_size)
        return same if number == 1 else record

    _frames(estate, data, change)
    found = estate.verified()
    assert "segments" in _wrong(found)
    assert "begins at 0" in found.check("segments").wrong[0].detail


def test_frames_that_leave_a_gap_in_the_text(estate: Estate) -> None:
    data, _ = _stored(estate)
    _frames(estate, data, lambda n, record: replace(record, raw_from=record.raw_from + 10) if n else record)
    assert "don't follow each other" in estate.verified().check("segments").wrong[0].words.en


def test_lines_replaced_under_a_frames_old_tree_of_lines_are_seen_deep(estate: Estate) -> None:
    """All stored hashes are forged to match; that the proofs of lines don't is seen only by unpacking."""
    data, manifest = _stored(estate)
    first = manifest.frames[0]
    raw = decompressed(data[: first.size], first, "")
    forged = compressed(raw.replace(b"/dinas/", b"/DINAS/"))
    shift = len(forged) - first.size

    def change(number: int, record: FrameRecord) -> FrameRecord:
        if number:
            return replace(record, offset=record.offset + shift)
        return replace(record, size=len(forged), sha256=sha256(forged).digest())

    assert lines_root(raw, manifest.secret, 0) == (first.lines, first.lines_root)
    _frames(estate, forged + data[first.size :], change)
    assert estate.verified().check("segments").state is State.OK
    assert "frame 0" in estate.verified(deep=True).check("segments").wrong[0].place


def test_a_leaf_in_another_spelling(estate: Estate) -> None:
    entries = estate.entries
    entries[100] = entries[100].replace(b":", b": ", 1)
    estate.rebuild(entries)
    found = estate.verified()
    assert "leaves" in _wrong(found)
    assert found.check("leaves").wrong[0].place.startswith("leaf 100")
    assert leaf_hash(entries[100]) == estate.view.hashes.subtree(0, 100)
