"""Content by its first bytes, never by a name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sqlite3
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.content import Content, content_of, reads_as_text, utf16_encoding

LINE = b'10.0.0.1 - - [01/Jun/2024:00:00:00 +0700] "GET / HTTP/1.1" 200 1\n'


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.log", LINE)
    return buffer.getvalue()


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.log"), io.BytesIO())
    return buffer.getvalue()


SKIPPABLE = struct.pack("<LL", 0x184D2A53, 4) + b"abcd"


@pytest.mark.parametrize(
    ("head", "content"),
    [
        (b"", Content("empty")),
        (LINE, Content("text")),
        (b"x", Content("text")),
        (gzip.compress(LINE), Content("compressed", "gzip")),
        (bz2.compress(LINE), Content("compressed", "bzip2")),
        (lzma.compress(LINE), Content("compressed", "xz")),
        (zstandard.compress(LINE), Content("compressed", "zstd")),
        (SKIPPABLE, Content("compressed", "zstd")),
        (_zip(), Content("zip")),
        (_tar(), Content("tar")),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", Content("unsupported", "7-Zip archive")),
        (b"\x89PNG\r\n\x1a\n", Content("not_a_log", "PNG image")),
        (b"\xd4\xc3\xb2\xa1\x02\x00", Content("not_a_log", "network capture (pcap)")),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_kinds(head: bytes, content: Content) -> None:
    assert content_of(head) == content


def test_a_database_is_no_log(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.log")
    connection.execute("create table t(a)")
    connection.commit()
    connection.close()
    assert content_of((tmp_path / "a.log").read_bytes()).shape == "not_a_log"


def test_binary_records_are_no_log() -> None:
    utmp = struct.pack("<hxxi32s4s32s256s", 7, 1234, b"pts/0", b"ts/0", b"root", b"10.0.0.1") * 40
    assert content_of(utmp) == Content("not_a_log", "binary data")
    assert content_of(bytes(range(256)) * 40).shape == "not_a_log"


def test_logs_with_damage_stay_logs() -> None:
    assert reads_as_text(b"\x00" * 60_000 + LINE)  # what copytruncate leaves
    assert reads_as_text(b"\x00" * 64)
    assert reads_as_text(LINE * 20 + b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\n" + LINE * 20)
    assert reads_as_text("log berbahasa 中文 和 العربية\n".encode() * 20)
    assert reads_as_text(b"caf\xe9 latin-1 text with words\n" * 20)


@given(st.text(min_size=1, max_size=200).map(lambda text: text.encode("utf-8")))
def test_text_cut_anywhere_is_text_unless_it_is_control_characters(data: bytes) -> None:
    plain = bytes(byte for byte in data if byte >= 32 and byte != 127)
    for cut in range(1, min(8, len(plain))):
        assert reads_as_text(plain[:-cut]) == reads_as_text(plain[:-cut] + b"")
        assert reads_as_text((plain * 8)[:-cut])


@given(st.binary(max_size=1000))
def test_anything_is_something(data: bytes) -> None:
    assert content_of(data).shape


def test_utf16_is_seen_by_its_mark_and_without() -> None:
    text = LINE.decode()
    assert utf16_encoding(text.encode("utf-16-le")) == "utf-16-le"
    assert utf16_encoding(text.encode("utf-16-be")) == "utf-16-be"
    assert utf16_encoding(b"\xff\xfe" + "中".encode("utf-16-le")) == "utf-16-le"
    assert utf16_encoding(b"\xfe\xff") == "utf-16-be"
    assert utf16_encoding(LINE) is None
    assert content_of(text.encode("utf-16")).shape == "text"
    assert content_of(text.encode("utf-32")) == Content("unsupported", "UTF-32 text")
