"""Where the addresses of visitors stand, and fields that only look like it."""

from __future__ import annotations

import pytest

from siaga.intake.formats.combined.exact import ExactLine, parse
from siaga.intake.formats.forwarded.place import FieldPlace, addresses, place_in


def line(tail: str, peer: str = "10.0.0.2") -> ExactLine:
    text = f'{peer} - - [11/May/2025:11:36:52 +0700] "GET / HTTP/1.1" 200 31 "-" "curl/8" {tail}'
    found = parse(text.encode())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (b"203.0.113.9", ["203.0.113.9"]),
        (b"unknown, 203.0.113.9,2001:db8::7", ["203.0.113.9", "2001:db8::7"]),
        (b"10.9.1.20:8443", []),
        (b"203.0.113.9' or 1=1", []),
        (b"-", []),
        (b"", []),
    ],
)
def test_addresses(value: bytes, found: list[str]) -> None:
    assert addresses(value) == found


@pytest.mark.parametrize(
    ("tail", "place"),
    [
        ('"203.0.113.9"', FieldPlace("quoted", 0)),
        ('0.069 "203.0.113.9, 10.0.0.7" "HIT"', FieldPlace("quoted", 1)),
        ('"203.0.113.9" 0.1 12', FieldPlace("quoted", 0)),
        ("0.069 203.0.113.9", FieldPlace("bare", 0)),
        ("203.0.113.9 rt=0.069 12", FieldPlace("bare", 2)),
        ('203.0.113.9 "two words" 12', FieldPlace("bare", 3)),
        ("0.069 12", None),
        ('"10.9.1.20:8443"', None),
    ],
)
def test_the_field_is_found_from_the_line_s_end(tail: str, place: FieldPlace | None) -> None:
    assert place_in([line(tail)]) == place


def test_the_field_with_the_most_different_addresses_is_the_visitors() -> None:
    lines = [line(f'"203.0.113.{n}" "192.0.2.10"') for n in range(5)]
    assert place_in(lines) == FieldPlace("quoted", 1)


def test_one_address_for_everybody_is_the_server_s_own() -> None:
    assert place_in([line('"192.0.2.10"', f"10.0.0.{n}") for n in range(12)]) is None


def test_a_field_that_seldom_holds_addresses_is_something_else() -> None:
    assert place_in([line('"203.0.113.9"'), line('"budi"'), line('"siti"')]) is None
    assert place_in([line('"-"'), line('"-"'), line('"203.0.113.9"')]) == FieldPlace("quoted", 0)
