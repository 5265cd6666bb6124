"""Tests of siaga.detection.engine.characters."""

from __future__ import annotations

import pytest

from siaga.detection.engine.characters import ENTITY, RARE, decoded, encoded, entity_decoded


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (b"%u0027", b"'"), (b"%U003c", b"<"), (rb"\u003c", b"<"), (rb"\u{3c}", b"<"), (rb"\x3C", b"<"),
        (b"\xc0\xaf", b"/"), (b"\xc0\xae", b"."), (b"\xe0\x80\xaf", b"/"), (b"\xf0\x80\x80\xaf", b"/"),
        (b"\xc1\x9c", b"\\"), (b"\xc0/", b"/"), (b"\xc1\x1c", b"\\"), (b"\xef\xbc\x87", b"'"),
        (b"\xef\xbd\x81", b"a"), (b"\xe2\x88\x95", b"/"), (b"\xca\xbc", b"'"), (b"\xc2\xa0", b" "),
        (b"a\xa0b", b"a b"), (b"\xc3\xa0", b"\xc3\xa0"), (b"%u000a", b"\r"),
        (b"%u0000", b""), (b"%uff1c", b"<"),
        (rb"\u{110000}", rb"\u{110000}"), (b"%u12", b"%u12"), ("dé".encode(), "dé".encode()),
    ],
)  # fmt: skip
def test_rare_notations(text: bytes, meant: bytes) -> None:
    assert RARE.sub(decoded, text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (b"&lt;", b"<"), (b"&LT;", b"<"), (b"&#60;", b"<"), (b"&#0000060", b"<"), (b"&#x3C;", b"<"),
        (b"&newline;", b"\r"), (b"&colon;", b":"), (b"&amp;lt;", b"&lt;"), (b"&id=1;", b"&id=1;"),
        (b"&nope;", b"&nope;"), (b"&#1114112;", b"&#1114112;"),
    ],
)  # fmt: skip
def test_character_references(text: bytes, meant: bytes) -> None:
    assert ENTITY.sub(entity_decoded, text) == meant


def test_a_code_point_becomes_utf_8_unless_it_stands_for_ascii() -> None:
    assert encoded(0xE9) == "é".encode()
    assert encoded(0xFF07) == b"'"
    assert encoded(0xD800) == b"\xed\xa0\x80"
