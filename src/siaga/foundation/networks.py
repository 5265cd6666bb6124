"""Arithmetic on client addresses: which network an address belongs to, and what kind of address it is."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NEAR_V4, NEAR_V6 = 24, 48
"""Prefix lengths of "the same place": one small network."""

WIDE_V4, WIDE_V6 = 16, 32
"""Prefix lengths of "the same provider": what an address of a mobile or home line moves within."""


@lru_cache(maxsize=100_000)
def _parse(address: str) -> IPv4Address | IPv6Address | None:
    text = address.strip("[]").partition("%")[0]
    try:
        parsed = ip_address(text)
    except ValueError:
        return None
    mapped = getattr(parsed, "ipv4_mapped", None)
    return mapped or parsed


@lru_cache(maxsize=200_000)
def near(address: str) -> str:
    """Return the /24 (IPv4) or /48 (IPv6) of an address as text; a host name is its own network."""
    return _network(address, NEAR_V4, NEAR_V6)


@lru_cache(maxsize=200_000)
def wide(address: str) -> str:
    """Return the /16 (IPv4) or /32 (IPv6) of an address as text; a host name is its own network."""
    return _network(address, WIDE_V4, WIDE_V6)


def _network(address: str, v4: int, v6: int) -> str:
    parsed = _parse(address)
    if parsed is None:
        return address
    return str(ip_network((parsed, v4 if parsed.version == 4 else v6), strict=False))


def is_loopback(address: str) -> bool:
    """Say whether an address is the server itself (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3)."""
    parsed = _parse(address)
    return address == "localhost" or (parsed is not None and parsed.is_loopback)
