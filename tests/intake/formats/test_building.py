"""Records become columns of equal length."""

from __future__ import annotations

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.building import AccessBuilder, Record, coded
from siaga.intake.formats.splitting import split
from siaga.intake.rows import UNKNOWN

BLOCK = Block(LogFile("a", "a"), b"one\ntwo\nthree\n", 100, 5)


def record(host: bytes | None = None, size: int = 1, duration: int = UNKNOWN, status: int = 200) -> Record:
    return 1, b"192.0.2.1", b"GET", b"/", status, size, b"-", None, host, b"-", duration


def test_columns_follow_the_lines_that_were_added() -> None:
    builder = AccessBuilder(split(BLOCK))
    builder.add(0, record(host=b"a.example"))
    builder.add(2, record(duration=7))
    rows = builder.finish()
    assert rows is not None
    assert rows.lines.number.tolist() == [5, 7]
    assert rows.lines.offset.tolist() == [100, 108]
    assert rows.host is not None
    assert (rows.host[0], rows.host[1]) == (b"a.example", None)
    assert rows.referrer[0] is None
    assert rows.duration_us is not None
    assert rows.duration_us.tolist() == [UNKNOWN, 7]


def test_columns_that_no_line_tells_are_left_out() -> None:
    builder = AccessBuilder(split(BLOCK))
    assert builder.finish() is None
    builder.add(1, record())
    rows = builder.finish()
    assert rows is not None
    assert rows.host is None
    assert rows.user is None
    assert rows.duration_us is None


def test_numbers_too_large_for_their_column_are_unknown() -> None:
    builder = AccessBuilder(split(BLOCK))
    builder.add(0, record(size=10**30, status=10**12))
    rows = builder.finish()
    assert rows is not None
    assert (int(rows.bytes_sent[0]), int(rows.status[0])) == (UNKNOWN, UNKNOWN)


def test_coding_keeps_the_order_of_first_appearance() -> None:
    column = coded([b"b", None, b"a", b"b", b"-", b""])
    assert column.values == [b"b", b"a"]
    assert column.codes.tolist() == [0, UNKNOWN, 1, 0, UNKNOWN, UNKNOWN]
