"""Addresses belong to networks of two sizes; what is no address is a network of its own."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.networks import is_loopback, near, wide


@pytest.mark.parametrize(
    ("address", "small", "large"),
    [
        ("192.0.2.77", "192.0.2.0/24", "192.0.0.0/16"),
        ("2001:db8:1:2::7", "2001:db8:1::/48", "2001:db8::/32"),
        ("[2001:db8:1:2::7]", "2001:db8:1::/48", "2001:db8::/32"),
        ("fe80::1%eth0", "fe80::/48", "fe80::/32"),
        ("::ffff:192.0.2.77", "192.0.2.0/24", "192.0.0.0/16"),
        ("pc7.dinas.example", "pc7.dinas.example", "pc7.dinas.example"),
        ("192.0.2.999", "192.0.2.999", "192.0.2.999"),
        ("-", "-", "-"),
        ("", "", ""),
    ],
)
def test_networks_of_an_address(address: str, small: str, large: str) -> None:
    assert (near(address), wide(address)) == (small, large)


@given(address=st.ip_addresses())
def test_every_address_lies_in_its_networks(address: object) -> None:
    text = str(address)
    for network in (near(text), wide(text)):
        inside = ip_address(text)
        mapped = getattr(inside, "ipv4_mapped", None)
        assert (mapped or inside) in ip_network(network)


@given(text=st.text(max_size=40))
def test_any_text_is_no_reason_to_stumble(text: str) -> None:
    assert isinstance(near(text), str)
    assert isinstance(is_loopback(text), bool)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "::ffff:127.0.0.1", "localhost"]
)
def test_the_server_itself_is_known(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "::2", "localhost.example", "", "-"])
def test_others_are_not_the_server_itself(address: str) -> None:
    assert not is_loopback(address)
