"""Addresses come out in one form, whatever stood around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.texts import client, ip, text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:8080", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("[2001:DB8::1]:443", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        (" 192.0.2.1 ", "192.0.2.1"),
        ("999.1.1.1", ""),
        ("host.example.net", ""),
        ("", ""),
    ],
)
def test_addresses(raw: str, plain: str) -> None:
    assert ip(raw) == plain


def test_a_client_may_be_a_host_name() -> None:
    assert client(b"host.example.net") == b"host.example.net"
    assert client(b"::ffff:192.0.2.1") == b"192.0.2.1"


def test_bytes_that_are_no_text_become_escapes() -> None:
    assert text(b"a\xff\xc3\xa9") == "a\\xffé"


@given(st.text(max_size=40))
def test_an_address_is_its_own_canonical_form(raw: str) -> None:
    assert ip(ip(raw)) == ip(raw)
