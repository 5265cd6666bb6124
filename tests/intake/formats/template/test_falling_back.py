"""A line whose last fields are spoilt is still read by its first ones."""

from __future__ import annotations

from siaga.intake.formats.template.falling_back import combined_record

LINE = b'::ffff:192.0.2.1 - budi [06/Feb/2009:12:14:14 +0000] "GET /a HTTP/1.1" 200 5 "-" "curl/8" "half'


def test_the_beginning_is_read() -> None:
    record = combined_record(LINE)
    assert record is not None
    assert record[:6] == (1_233_922_454_000_000, b"192.0.2.1", b"GET", b"/a", 200, 5)
    assert record[9] == b"budi"


def test_what_does_not_begin_so_is_none() -> None:
    assert combined_record(LINE[:60]) is None
    assert combined_record(b"hello") is None
