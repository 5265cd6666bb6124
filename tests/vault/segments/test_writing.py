"""What is gathered comes back from the segment's bytes, frame by frame."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.segments.frame import FRAME_BYTES, unpacked
from siaga.vault.segments.lines import lines_root
from siaga.vault.segments.manifest import parse
from siaga.vault.segments.writing import SegmentWriter

from .segments import segment, source


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=5))
def test_frames_come_back(pieces: list[bytes]) -> None:
    writer, at = SegmentWriter(), 0
    for piece in pieces:
        writer.add(0, piece, raw_from=at, first_line=1, goes_on=False)
        at += len(piece)
    made = writer.finish((source("a.log", raw_to=at),))
    manifest = parse(made.manifest_data, "manifest")
    assert manifest == made.manifest
    assert manifest.segment.sha256 == sha256(made.data).digest()
    for number, (record, piece) in enumerate(zip(manifest.frames, pieces, strict=True)):
        stored = made.data[record.offset : record.offset + record.size]
        assert unpacked(stored, record, "here") == piece
        assert (record.lines, record.lines_root) == lines_root(piece, manifest.secret, number)


def test_two_segments_of_one_text_share_no_salt() -> None:
    first, second = segment(b"a line\n"), segment(b"a line\n")
    assert first.data == second.data
    assert first.manifest.secret != second.manifest.secret
    assert first.manifest.frames[0].lines_root != second.manifest.frames[0].lines_root


@pytest.mark.parametrize("size", [0, FRAME_BYTES + 1])
def test_a_piece_has_its_bounds(size: int) -> None:
    with pytest.raises(ValueError, match="piece"):
        SegmentWriter().add(0, bytes(size), raw_from=0, first_line=1, goes_on=False)
