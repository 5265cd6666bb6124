"""A forwarded address counts only as far as the machine that vouches for it."""

from __future__ import annotations

import pytest

from siaga.intake.formats.proxies import client_behind


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
