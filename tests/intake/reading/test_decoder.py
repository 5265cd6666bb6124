"""Decoders: bounded output, complete round trips, for any size of pieces."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.decoder import ERRORS, Bzip2Decoder, Decoder, DeflateDecoder, XzDecoder, ZstdDecoder

Pack = Callable[[bytes], bytes]
Make = Callable[[], Decoder]


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _xz(data: bytes) -> bytes:
    return lzma.compress(data, preset=0)


CODECS: list[tuple[Pack, Make]] = [
    (_deflate, DeflateDecoder),
    (bz2.compress, Bzip2Decoder),
    (_xz, XzDecoder),
    (zstandard.compress, ZstdDecoder),
]


def _decode(decoder: Decoder, packed: bytes, piece: int, size: int) -> tuple[bytes, int]:
    out, longest, at = b"", 0, 0
    while not decoder.eof:
        data = b""
        if decoder.needs_input:
            data, at = packed[at : at + piece], at + piece
            if not data:
                break
        part = decoder.decode(data, size)
        longest = max(longest, len(part))
        out += part
    return out, longest


@pytest.mark.parametrize(("pack", "make"), CODECS)
@given(st.binary(max_size=200), st.integers(1, 40), st.integers(1, 3000))
def test_round_trip(pack: Pack, make: Make, data: bytes, piece: int, size: int) -> None:
    decoder = make()
    content = data * 20
    out, longest = _decode(decoder, pack(content) + b"after", piece, size)
    assert out == content
    assert decoder.eof
    assert not decoder.needs_input
    assert b"after".startswith(decoder.unused_data)
    if not isinstance(decoder, ZstdDecoder):
        assert longest <= size


@pytest.mark.parametrize(("pack", "make"), CODECS)
def test_what_inflates_stays_bounded(pack: Pack, make: Make) -> None:
    decoder = make()
    packed = pack(bytes(40 * 1024 * 1024))
    part = decoder.decode(packed[: 64 * 1024], 1000)
    assert len(part) <= 33 * 1024 * 1024
    assert not decoder.eof


@pytest.mark.parametrize(("pack", "make"), CODECS)
@given(data=st.binary(min_size=30, max_size=60))
def test_damage_raises_one_of_the_known_errors_or_is_decoded(pack: Pack, make: Make, data: bytes) -> None:
    packed = pack(b"line of a log\n" * 10)
    half = len(packed) // 2
    try:
        out, _ = _decode(make(), packed[:half] + data, 7, 1000)
    except ERRORS:
        return
    assert len(out) < 100_000
