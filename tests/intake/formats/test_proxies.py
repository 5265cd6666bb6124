"""A forwarded address counts only as far as the machine that vouches for it."""

from __future__ import annotations

import pytest

from siaga.intake.formats.proxies import client_behind, vouching


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        (b"10.0.0.1", b"203.0.113.5", b"203.0.113.5"),
        (b"203.0.113.9", b"198.51.100.1", b"203.0.113.9"),  # a stranger may claim anything
        (b"172.64.3.4", b"198.51.100.1", b"198.51.100.1"),  # Cloudflare
        (b"10.0.0.1", b"6.6.6.6, 198.51.100.1, 10.0.0.7", b"198.51.100.1"),  # the last one was seen, not said
        (b"10.0.0.1", b"' or 1=1", b"10.0.0.1"),
        (b"10.0.0.1", b"10.0.0.7", b"10.0.0.1"),
        (None, b"10.0.0.7", b"10.0.0.7"),
        (None, b"unknown", None),
        (b"host.example.net", b"198.51.100.1", b"198.51.100.1"),
        (b"127.0.0.1", b"2001:db8::7", b"2001:db8::7"),
    ],
)
def test_client_behind(peer: bytes | None, forwarded: bytes, found: bytes | None) -> None:
    assert client_behind(peer, forwarded) == found


def _lines(
    count: int, peers: int = 1, visitors: int = 99, agents: int = 30
) -> list[tuple[bytes, bytes, bytes]]:
    return [
        (b"198.51.%d.7" % (n % peers), b"203.0.113.%d" % (n % visitors), b"browser %d" % (n % agents))
        for n in range(count)
    ]


def test_a_lone_peer_with_everybody_behind_vouches_for_them() -> None:
    assert vouching(_lines(100)) == {"198.51.0.0/24"}
    assert vouching(_lines(100, peers=3)) == {"198.51.0.0/24", "198.51.1.0/24", "198.51.2.0/24"}
    assert client_behind(b"198.51.0.9", b"6.6.6.6, 203.0.113.5", vouching(_lines(100))) == b"203.0.113.5"


@pytest.mark.parametrize(
    "lines",
    [
        _lines(100, peers=50),  # ordinary visitors
        _lines(30),  # too few to tell
        _lines(100, visitors=3),  # an office with a proxy of its own
        _lines(100, agents=1),  # one program that claims to be everybody
        [*_lines(100), *((b"192.0.2.7", b"-", b"browser"),) * 20],  # others come by themselves
        # The inner addresses of an office with a proxy of its own.
        [(b"198.51.0.7", b"10.0.0.%d" % n, b"browser %d" % n) for n in range(100)],
        # Known to be a proxy without it.
        [(b"10.0.0.2", b"203.0.113.%d" % n, b"browser %d" % n) for n in range(100)],
    ],
)
def test_who_does_not_speak_for_everybody_vouches_for_nobody(lines: list[tuple[bytes, bytes, bytes]]) -> None:
    assert vouching(lines) == frozenset()
