"""Gzip members: every header there is, and a wrong checksum that costs no text."""

from __future__ import annotations

import gzip
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.gzip_decoder import GzipDecoder, header_length

DATA = b"a line of a log\n" * 100


def _member(*, extra: bytes | None, name: bytes | None, comment: bytes | None, check: bool) -> bytes:
    flags = (extra is not None) * 4 + (name is not None) * 8 + (comment is not None) * 16 + check * 2
    head = b"\x1f\x8b\x08" + bytes([flags]) + bytes(6)
    if extra is not None:
        head += struct.pack("<H", len(extra)) + extra
    head += b"" if name is None else name + b"\x00"
    head += b"" if comment is None else comment + b"\x00"
    head += struct.pack("<H", zlib.crc32(head) & 0xFFFF) if check else b""
    return head + gzip.compress(DATA)[10:]


TEXT = st.none() | st.binary(max_size=20).map(lambda data: data.replace(b"\x00", b""))


def _decode(packed: bytes, piece: int) -> bytes:
    decoder, out, at = GzipDecoder(), b"", 0
    while not decoder.eof and (at < len(packed) or not decoder.needs_input):
        data = b""
        if decoder.needs_input:
            data, at = packed[at : at + piece], at + piece
        out += decoder.decode(data, 500)
    return out


@given(
    extra=st.none() | st.binary(max_size=20),
    name=TEXT,
    comment=TEXT,
    check=st.booleans(),
    piece=st.integers(1, 50),
)
def test_all_headers(
    extra: bytes | None, name: bytes | None, comment: bytes | None, *, check: bool, piece: int
) -> None:
    packed = _member(extra=extra, name=name, comment=comment, check=check)
    assert gzip.decompress(packed) == DATA
    assert _decode(packed, piece) == DATA


def test_a_wrong_checksum_is_raised_after_all_the_text() -> None:
    packed = bytearray(gzip.compress(DATA))
    packed[-8] ^= 1
    decoder = GzipDecoder()
    out = decoder.decode(bytes(packed), 1000) + decoder.decode(b"", 1000)
    assert out == DATA
    with pytest.raises(ValueError, match="checksum"):
        decoder.decode(b"", 1000)
    assert decoder.eof


def test_what_follows_the_member_is_kept() -> None:
    decoder = GzipDecoder()
    assert decoder.decode(gzip.compress(b"x") + b"after", 100) == b"x"
    assert decoder.decode(b"", 100) == b""
    assert decoder.eof
    assert decoder.unused_data == b"after"


def test_headers_that_are_none() -> None:
    with pytest.raises(ValueError, match="not a gzip"):
        header_length(b"PK\x03\x04")
    with pytest.raises(ValueError, match="without end"):
        header_length(b"\x1f\x8b\x08\x08" + b"a" * 200_000)
    assert header_length(b"\x1f") == 0
    assert header_length(b"\x1f\x8b\x08\x04" + bytes(6) + b"\xff\xff") == 0
