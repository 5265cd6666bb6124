"""Tar headers: what the standard library writes is read; what is no header is refused."""

from __future__ import annotations

import tarfile
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.tar_header import RECORD, padded, parse_header, parse_pax

FORMATS: st.SearchStrategy[Literal[0, 1]] = st.sampled_from([0, 1])
"""tarfile.USTAR_FORMAT and tarfile.GNU_FORMAT"""


@given(
    st.text("abcdé/ .", min_size=1, max_size=80), st.integers(0, 2**33 - 1), st.integers(0, 2**31), FORMATS
)
def test_what_tarfile_writes_is_read(name: str, size: int, modified_at: int, form: Literal[0, 1]) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime = size, modified_at
    header = parse_header(info.tobuf(form))
    assert header is not None
    assert header.name.decode() == name
    assert (header.size, header.modified_at, header.kind) == (size, modified_at, b"0")


def test_sizes_beyond_octal_are_read() -> None:
    info = tarfile.TarInfo("big.log")
    info.size = 2**40
    header = parse_header(info.tobuf(tarfile.GNU_FORMAT))
    assert header is not None
    assert header.size == 2**40


def test_a_prefix_comes_before_the_name() -> None:
    info = tarfile.TarInfo("d" * 90 + "/" + "e" * 90)
    header = parse_header(info.tobuf(tarfile.USTAR_FORMAT))
    assert header is not None
    assert header.name.decode() == info.name


@given(st.binary(max_size=600))
def test_other_bytes_are_no_header(data: bytes) -> None:
    assert parse_header(data) is None


@given(st.integers(0, RECORD - 1), st.integers(1, 255))
def test_one_changed_byte_breaks_the_checksum(at: int, by: int) -> None:
    record = bytearray(tarfile.TarInfo("access.log").tobuf(tarfile.USTAR_FORMAT)[:RECORD])
    record[at] = (record[at] + by) % 256
    header = parse_header(bytes(record))
    assert header is None or 148 <= at < 156  # digits of the checksum may be written in other ways


@given(st.dictionaries(st.sampled_from([b"path", b"size", b"mtime"]), st.binary(max_size=30)))
def test_pax_records_round_trip(records: dict[bytes, bytes]) -> None:
    data = b""
    for key, value in records.items():
        body = b" " + key + b"=" + value + b"\n"
        length = len(body) + 1
        while len(str(length)) + len(body) != length:
            length = len(str(length)) + len(body)
        data += str(length).encode() + body
    assert parse_pax(data) == {key: value.removesuffix(b"") for key, value in records.items()}


@given(st.binary(max_size=60))
def test_broken_pax_records_are_no_harm(data: bytes) -> None:
    assert len(parse_pax(data)) <= len(data)


def test_a_pax_record_of_no_length_ends_it() -> None:
    assert parse_pax(b"0 a=b\n5 a=b\n") == {}


def test_padding() -> None:
    assert [padded(size) for size in (0, 1, 512, 513)] == [0, 512, 512, 1024]
