"""A whole address is found in any spelling, and nothing that only looks like one."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.vault.hunting import addresses
from siaga.vault.hunting.hyperscan_library import HyperscanLibrary
from siaga.vault.hunting.matching import Library
from siaga.vault.hunting.re2_library import Re2Library

from .sealed import found

BOTH: list[Library] = [HyperscanLibrary(), Re2Library()]
RUN = re.compile(rb"[0-9.]+")


def lines_with(wanted: str, text: bytes) -> list[list[bytes]]:
    """Return the lines found, with Hyperscan and with RE2."""
    return [[line for line, _ in found(wanted, text, each)] for each in BOTH]


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("203.0.113.7", True),
        ("GET /?ip=203.0.113.7&x", True),
        ("[203.0.113.7]:443", True),
        ("203.0.113.7:443", True),
        ("...203.0.113.7.", True),
        ("v203.0.113.7x", True),
        ("." * 40 + "203.0.113.7" + "." * 40, True),
        ("::ffff:203.0.113.7", True),
        ("203.0.113.77", False),
        ("1203.0.113.7", False),
        ("203.0.113.7.5", False),
        ("5.203.0.113.7", False),
        ("203.0.113.07", False),
        ("203.0.113", False),
        ("203..0.113.7", False),
        ("203.0.113.7" * 5, False),
    ],
)
def test_an_ipv4_address_is_found_as_a_whole(line: str, *, there: bool) -> None:
    data = line.encode()
    assert lines_with("203.0.113.7", b"\n" + data + b"\nx") == [[data] * there] * 2


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("2001:db8::7", True),
        ("2001:0DB8:0000:0000:0000:0000:0000:0007", True),
        ("2001:db8:0:0::7", True),
        ("2001:db8::0.0.0.7", True),
        ("[2001:db8::7]:443", True),
        ("client:2001:db8::7", True),
        (":2001:db8::7:", True),
        ("2001:db8::7.", True),
        ("2001:db8::7/64", True),
        ("2001:db8::7%eth0", True),
        ("2001:db8::77", False),
        ("12001:db8::7", False),
        ("2001:db8::7:443", False),
        ("2001:db8:0:0:0:7", False),
        ("2001:db8::7g", False),
        ("2001:db8::7::", False),
    ],
)
def test_an_ipv6_address_is_found_in_any_spelling(line: str, *, there: bool) -> None:
    data = line.encode()
    assert lines_with("2001:db8::7", b"\n" + data + b"\nx") == [[data] * there] * 2


def _whole(line: bytes) -> list[IPv4Address]:
    """Return the addresses of a line by another way than the product's."""
    whole = []
    for run in RUN.findall(line):
        try:
            whole.append(IPv4Address(run.strip(b".").decode()))
        except ValueError:
            continue
    return whole


NETWORKS4 = st.builds(
    lambda number, length: ip_network((number >> (32 - length) << (32 - length), length)),
    st.sampled_from([0x01020304, 0x0A0A0A0A, 0x7F000001, 0xC0A80101, 0xFFFFFFFF, 0])
    | st.integers(0, 2**32 - 1),
    st.integers(0, 32),
)


@st.composite
def near(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a network, and a line with an address inside or beside it among dots, digits and letters."""
    network = draw(NETWORKS4)
    number = (
        int(network.network_address)
        + draw(st.integers(-2, 2))
        + draw(st.booleans()) * (network.num_addresses - 1)
    )
    around = st.text(st.sampled_from("0123.: x"), max_size=4)
    return str(network), f"{draw(around)}{IPv4Address(number % 2**32)}{draw(around)}".encode()


@given(st.lists(near(), min_size=1, max_size=3))
def test_networks_hold_just_their_addresses(drawn: list[tuple[str, bytes]]) -> None:
    text = b"\n".join(line for _, line in drawn)
    for network, _ in drawn:
        expected = [line for _, line in drawn if any(each in ip_network(network) for each in _whole(line))]
        assert lines_with(network, text) == [expected, expected]


@st.composite
def spelled6(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a network and one of its addresses in one of the spellings of RFC 4291 §2.2."""
    hextets = draw(
        st.lists(st.sampled_from([0, 0, 0, 1, 0xDB8, 0x2001, 0xFFFF, 0xA0]), min_size=8, max_size=8)
    )
    number = int.from_bytes(b"".join(each.to_bytes(2, "big") for each in hextets), "big")
    length = draw(st.integers(0, 128))
    network = IPv6Network((number >> (128 - length) << (128 - length), length))
    address = IPv6Address(number)
    tail = IPv4Address(number & 0xFFFFFFFF)
    spellings = [
        address.compressed,
        address.exploded,
        ":".join(f"{each:x}" for each in hextets),
        ":".join(address.exploded.split(":")[:6]) + f":{tail}",
    ]
    spelling = draw(st.sampled_from(spellings))
    return str(network), draw(
        st.sampled_from([spelling, spelling.upper(), f"ip:{spelling}", f"[{spelling}]:80"])
    )


@given(spelled6())
def test_every_address_of_an_ipv6_network_is_found_in_every_spelling(drawn: tuple[str, str]) -> None:
    network, line = drawn
    if ip_network(network).prefixlen >= 96 and network.startswith("::ffff:"):
        return  # an IPv4 network, below
    assert lines_with(network, line.encode()) == [[line.encode()]] * 2


@pytest.mark.parametrize("wanted", ["::ffff:203.0.113.0/120", "203.0.113.0/24"])
@pytest.mark.parametrize("line", ["::ffff:203.0.113.9", "203.0.113.9"])
def test_an_ipv4_address_in_an_ipv6_one_is_that_ipv4_address(wanted: str, line: str) -> None:
    assert lines_with(wanted, line.encode()) == [[line.encode()]] * 2


def test_what_is_remembered_is_bounded_and_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"".join(b"%d.0.0.%d a\n" % (number % 13, number % 7) for number in range(700))
    before = found("10.0.0.0/8\n3.0.0.4\n", text, BOTH[0])
    monkeypatch.setattr(addresses, "_REMEMBERED", 3)
    assert found("10.0.0.0/8\n3.0.0.4\n", text, BOTH[0]) == before
    assert len(before) == sum(
        number % 13 == 10 or (number % 13, number % 7) == (3, 4) for number in range(700)
    )
    book = addresses.AddressBook([(0, ip_network("10.0.0.0/8"))])
    for line in text.splitlines():
        book.found(line)
    assert len(book._seen) <= 3
