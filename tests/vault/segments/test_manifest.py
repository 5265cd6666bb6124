"""A manifest whose frames leave gaps, overlap or contradict the log is refused."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import TamperedError
from siaga.vault.leaves.segment import SegmentLeaf, Stored
from siaga.vault.record import encode_record
from siaga.vault.segments.manifest import Manifest, of_leaf, parse
from siaga.vault.tlog.merkle import leaf_hash
from siaga.vault.tlog.proofs import check_inclusion

from .segments import segment

MADE = segment(b"one\n", b"two\nthree\n", b"four\n")


def _leaf(manifest: Manifest) -> SegmentLeaf:
    data = manifest.encode()
    return SegmentLeaf(
        1, "node", manifest.segment, Stored(sha256(data).digest(), len(data)), len(manifest.frames),
        manifest.frames_root(), sum(f.lines for f in manifest.frames),
        sum(f.raw_size for f in manifest.frames), manifest.sources, (),
    )  # fmt: skip


def test_a_manifest_is_read_as_the_leaf_says() -> None:
    assert of_leaf(MADE.manifest_data, _leaf(MADE.manifest), "m") == MADE.manifest


def test_frames_are_proven() -> None:
    for number, frame in enumerate(MADE.manifest.frames):
        path = MADE.manifest.frame_path(number)
        check_inclusion(number, 3, leaf_hash(encode_record(frame)), MADE.manifest.frames_root(), path)


@pytest.mark.parametrize("shift", [-1, 1])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_gaps_and_overlaps_are_refused(number: int, shift: int) -> None:
    frames = list(MADE.manifest.frames)
    frames[number] = replace(frames[number], offset=frames[number].offset + shift)
    with pytest.raises(TamperedError, match=f"frame {number} begins"):
        parse(replace(MADE.manifest, frames=tuple(frames)).encode(), "m")


def test_frames_must_fill_the_segment() -> None:
    with pytest.raises(TamperedError, match="end at"):
        parse(replace(MADE.manifest, frames=MADE.manifest.frames[:2]).encode(), "m")


@given(st.integers(0, len(MADE.manifest_data) - 1), st.integers(0, 7))
def test_a_changed_byte_is_noticed(at: int, bit: int) -> None:
    data = bytearray(MADE.manifest_data)
    data[at] ^= 1 << bit
    with pytest.raises(TamperedError):
        of_leaf(bytes(data), _leaf(MADE.manifest), "m")


@pytest.mark.parametrize("field", ["frames", "lines", "raw_bytes"])
def test_leaf_and_manifest_may_not_contradict_each_other(field: str) -> None:
    leaf = _leaf(MADE.manifest)
    with pytest.raises(TamperedError, match="contradict"):
        of_leaf(MADE.manifest_data, replace(leaf, **{field: getattr(leaf, field) + 1}), "m")
