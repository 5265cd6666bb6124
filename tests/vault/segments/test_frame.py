"""A frame is exactly what its record says, or it is refused."""

from __future__ import annotations

from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.errors import TamperedError
from siaga.vault.segments.frame import FrameRecord, checked, compressed, extent, unpacked

RAW = b"192.0.2.1 GET /berita\n" * 500


def _record(stored: bytes, raw: bytes) -> FrameRecord:
    return FrameRecord(0, 0, 1, 0, len(stored), sha256(stored).digest(), len(raw), 1, b"", open=False)


@given(st.binary(max_size=300) | st.binary(min_size=1, max_size=4).map(lambda part: part * 100_000))
def test_what_goes_in_comes_out(raw: bytes) -> None:
    stored = compressed(raw)
    assert extent(stored, "here") == len(stored)
    assert unpacked(stored, _record(stored, raw), "here") == raw


@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    stored = compressed(RAW)
    at = data.draw(st.integers(0, len(stored) - 1))
    changed = stored[:at] + bytes([stored[at] ^ 1 << data.draw(st.integers(0, 7))]) + stored[at + 1 :]
    with pytest.raises(TamperedError, match="another hash"):
        checked(changed, _record(stored, RAW), "here")


def _forged(stored: bytes, raw: bytes = RAW) -> str:
    """Return why a frame is refused whose record was made to fit it."""
    with pytest.raises(TamperedError) as refused:
        unpacked(stored, _record(stored, raw), "here")
    return refused.value.reason


SKIPPABLE = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + b"more"


def test_what_decompressors_disagree_about_is_refused_whatever_the_record_says() -> None:
    stored = compressed(RAW)
    assert "behind the end" in _forged(stored + compressed(b"appended\n"))
    assert "behind the end" in _forged(stored + SKIPPABLE)
    assert "skippable" in _forged(SKIPPABLE + stored)
    assert "cut off" in _forged(stored[:-1])
    assert "another length" in _forged(stored, RAW + b"x")


def test_frames_that_siaga_does_not_write_are_refused() -> None:
    assert "checksum" in _forged(zstandard.ZstdCompressor(write_checksum=True).compress(RAW))
    assert "another length" in _forged(zstandard.ZstdCompressor(write_content_size=False).compress(RAW))


@given(st.binary(max_size=200))
def test_any_bytes_are_measured_or_refused(data: bytes) -> None:
    try:
        end = extent(data, "here")
    except TamperedError:
        return
    assert 0 < end <= len(data)
