"""Only a text whose stored bytes are its lines is split, and at line ends."""

from __future__ import annotations

import codecs

import pytest

from siaga.intake.reading.splitting import ranges_of
from siaga.intake.reading.store import MemoryStore

LINES = b"".join(b"line %d\n" % number for number in range(100))


def test_ranges_make_up_the_text_and_begin_lines() -> None:
    ranges = ranges_of(MemoryStore(b"head\n" + LINES), 5, 5 + len(LINES), 200)
    assert len(ranges) > 1
    assert [start for start, _ in ranges] == [5, *(stop for _, stop in ranges[:-1])]
    assert ranges[-1][1] == 5 + len(LINES)
    assert all((b"head\n" + LINES)[start - 1 : start] == b"\n" for start, _ in ranges)


@pytest.mark.parametrize(
    "data",
    [
        LINES[:399],
        codecs.BOM_UTF16_LE + LINES.decode().encode("utf-16-le"),
        LINES.replace(b"\n", b"\r"),
        b"\x1f\x8b\x08" + LINES,
    ],
)
def test_what_is_short_or_must_be_read_from_its_beginning_is_one_range(data: bytes) -> None:
    assert ranges_of(MemoryStore(data), 0, len(data), 200) == [(0, len(data))]
