"""Decompressing sources: members, padding, damage, missing ends and excess."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.intake.reading.decompressing import Decompressing, Method
from siaga.intake.reading.limits import Allowance, Limits
from siaga.intake.reading.note import Notebook
from siaga.intake.reading.source import Window
from siaga.intake.reading.store import MemoryStore


def _xz(data: bytes) -> bytes:
    return lzma.compress(data, preset=0)


ZSTD = zstandard.ZstdCompressor(write_checksum=True)
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": _xz,
    "zstd": ZSTD.compress,
}
METHODS: list[Method] = ["gzip", "bzip2", "xz", "zstd"]


def _text(lines: int) -> bytes:
    return b"".join(b"%d GET /page/%d\n" % (n, n * n % 9973) for n in range(lines))


def _read(
    packed: bytes, method: Method, limits: Limits | None = None, checksum: int | None = None
) -> tuple[bytes, list[tuple[str, str]]]:
    notebook = Notebook()
    window = Window(MemoryStore(packed), 0, len(packed))
    source = Decompressing(window, method, Allowance(limits or Limits()), notebook.at("x"), checksum=checksum)
    data = source.exactly(1 << 40)
    assert source.taken <= len(packed)
    return data, [(note.code, note.about) for note in notebook.notes]


@pytest.mark.parametrize("method", METHODS)
@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.integers(0, 700))
def test_all_members_are_read_padding_or_not(method: Method, parts: list[bytes], padding: int) -> None:
    packed = b"".join(PACK[method](part) for part in parts) + bytes(padding)
    assert _read(packed, method) == (b"".join(parts), [])


@pytest.mark.parametrize("method", METHODS)
def test_large_contents(method: Method) -> None:
    text = _text(60_000)
    assert _read(PACK[method](text), method) == (text, [])


def test_skippable_frames_of_zstd_stand_for_nothing() -> None:
    skippable = struct.pack("<LL", 0x184D2A50, 3) + b"abc"
    packed = skippable + zstandard.compress(b"one\n") + skippable + zstandard.compress(b"two\n")
    assert _read(packed, "zstd") == (b"one\ntwo\n", [])


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25)
@given(st.data())
def test_a_cut_off_end_is_told_and_what_came_before_is_used(method: Method, data: st.DataObject) -> None:
    text = _text(3000)
    packed = PACK[method](text)
    cut = data.draw(st.integers(1, len(packed) - 1))
    found, notes = _read(packed[:cut], method)
    assert text.startswith(found)
    assert notes == [("truncated", method)]


def test_half_of_a_cut_off_gzip_is_read() -> None:
    text = _text(30_000)
    packed = gzip.compress(text)
    assert len(_read(packed[: len(packed) // 2], "gzip")[0]) > len(text) // 3


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25)
@given(st.data())
def test_damage_never_raises_and_is_told(method: Method, data: st.DataObject) -> None:
    packed = bytearray(PACK[method](_text(2000)))
    at = data.draw(st.integers(4, len(packed) - 1))
    packed[at] ^= data.draw(st.integers(1, 255))
    found, notes = _read(bytes(packed), method)
    # Some bytes carry nothing (a time in a header); else the damage shows.
    assert found == _text(2000) or notes


def test_damage_in_the_middle_costs_little_of_what_came_before() -> None:
    text = _text(60_000)
    packed = bytearray(gzip.compress(text))
    middle = len(packed) // 2
    packed[middle : middle + 40] = b"\xff" * 40
    found, notes = _read(bytes(packed), "gzip")
    assert notes[0][0] == "damaged"
    assert len(found) > len(text) * 0.4


def test_a_wrong_checksum_costs_nothing() -> None:
    packed = bytearray(gzip.compress(b"all of it\n"))
    packed[-5] ^= 1
    assert _read(bytes(packed), "gzip") == (b"all of it\n", [("damaged", "gzip: gzip checksum differs")])


def test_rubbish_after_the_end_is_told() -> None:
    packed = gzip.compress(b"one\n") + b"rubbish that is no member"
    assert _read(packed, "gzip") == (b"one\n", [("trailing", "25 bytes")])


@pytest.mark.parametrize("method", METHODS)
def test_a_bomb_is_stopped_and_what_was_read_is_used(method: Method) -> None:
    limits = Limits(ratio=20, free_bytes=1_000_000)
    found, notes = _read(PACK[method](bytes(45_000_000)), method, limits)
    assert notes == [("stopped", str(len(found)))]
    assert 1_000_000 < len(found) < 40_000_000


def test_a_log_of_one_repeated_line_is_no_bomb() -> None:
    text = b'127.0.0.1 - - "GET /health HTTP/1.1" 200 2\n' * 1_000_000
    found, notes = _read(gzip.compress(text, 9), "gzip")
    assert (len(found), notes) == (len(text), [])


def test_deflate_inside_zip_is_compared_with_its_checksum() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(b"text\n") + packer.flush()
    assert _read(packed, "deflate", checksum=zlib.crc32(b"text\n")) == (b"text\n", [])
    assert _read(packed, "deflate", checksum=1) == (b"text\n", [("damaged", "zip: checksum differs")])


@pytest.mark.parametrize("size", [1, 3, 100])
def test_output_that_waits_in_the_decoder_comes_at_the_end(size: int) -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    text = b"a" * 100_000
    packed = packer.compress(text) + packer.flush()
    notebook = Notebook()
    window = Window(MemoryStore(packed), 0, len(packed))
    source = Decompressing(window, "deflate", Allowance(Limits()), notebook.at("x"))
    found = b""
    while part := source.read(size * 1000):
        found += part
    assert found == text
    assert notebook.notes == ()
