"""Tells which peer addresses stand for someone else: proxies of one's own and Cloudflare's edge."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from siaga.intake.formats.texts import ip

CLOUDFLARE: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(network)
    for network in (
        "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18",
        "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17",
        "162.158.0.0/15", "104.16.0.0/13", "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
        "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32", "2405:8100::/32",
        "2a06:98c0::/29", "2c0f:f248::/32",
    )
)  # fmt: skip
"""Addresses from which Cloudflare fetches from its customers' servers (published by Cloudflare)."""

INNER: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10",
        "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
"""Addresses that only machines of one's own have (RFC 1918, 3927, 4193, 4291, 6598)."""


@lru_cache(maxsize=16384)
def client_behind(peer: bytes | None, forwarded: bytes) -> bytes | None:
    """Return the client when a line names the peer and an X-Forwarded-For list.

    A client may write anything into that header, so it counts only where the peer is a proxy (a
    private or loopback address, or Cloudflare's) or isn't told: then the list's last address that is
    no proxy is the one which the outermost proxy saw.
    """
    known = ip(peer.decode("latin-1")) if peer is not None else ""
    if known and not _is_proxy(known):
        return known.encode()
    told = [found for part in forwarded.decode("latin-1").split(",") if (found := ip(part))]
    outer = [address for address in told if not _is_proxy(address)]
    if outer:
        return outer[-1].encode()
    if told and not known:
        return told[-1].encode()
    return known.encode() or peer


def _is_proxy(address: str) -> bool:
    found = ip_address(address)
    return any(found in network for network in (*INNER, *CLOUDFLARE))
