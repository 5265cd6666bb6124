"""Tells which peer addresses stand for someone else: own proxies, known networks' edges, and lone peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from siaga.foundation.networks import near
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

EDGES: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(network)
    for network in (
        # Fastly
        "23.235.32.0/20", "43.249.72.0/22", "103.244.50.0/24", "103.245.222.0/23", "103.245.224.0/24",
        "104.156.80.0/20", "140.248.64.0/18", "140.248.128.0/17", "146.75.0.0/17", "151.101.0.0/16",
        "157.52.64.0/18", "167.82.0.0/17", "167.82.128.0/20", "167.82.160.0/20", "167.82.224.0/20",
        "172.111.64.0/18", "185.31.16.0/22", "199.27.72.0/21", "199.232.0.0/16",
        "2a04:4e40::/32", "2a04:4e42::/32",
        # Imperva
        "199.83.128.0/21", "198.143.32.0/19", "149.126.72.0/21", "103.28.248.0/22", "45.64.64.0/22",
        "185.11.124.0/22", "192.230.64.0/18", "107.154.0.0/16", "45.60.0.0/16", "45.223.0.0/16",
        "2a02:e980::/29",
        # Sucuri
        "192.88.134.0/23", "185.93.228.0/22", "66.248.200.0/22", "208.109.0.0/22",
    )
)  # fmt: skip
"""Addresses from which other networks in front of web sites fetch (published by each of them)."""

INNER: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10",
        "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip
"""Addresses that only machines of one's own have (RFC 1918, 3927, 4193, 4291, 6598)."""


_NETWORKS = (*INNER, *CLOUDFLARE, *EDGES)
NOBODY: frozenset[str] = frozenset()

ENOUGH, MOST_PEERS, VISITORS, AGENTS, NEARLY_ALL = 40, 4, 20, 5, 0.95
"""Lines, small networks of peers, visitors, browsers, and the share of lines that a proxy speaks for."""


@lru_cache(maxsize=65536)
def client_behind(peer: bytes | None, forwarded: bytes, proxies: frozenset[str] = NOBODY) -> bytes | None:
    """Return the client when a line names the peer and an X-Forwarded-For list.

    A client may write anything into that header, so it counts only where the peer is a proxy (a
    private or loopback address, a known network's edge, or of the small networks `proxies`) or isn't
    told: then the list's last address that is no proxy is the one which the outermost proxy saw.
    """
    known = ip(peer.decode("latin-1")) if peer is not None else ""
    if known and not _is_proxy(known, proxies):
        return known.encode()
    told = [found for part in forwarded.decode("latin-1").split(",") if (found := ip(part))]
    outer = [address for address in told if not _is_proxy(address, proxies)]
    if outer:
        return outer[-1].encode()
    if told and not known:
        return told[-1].encode()
    return known.encode() or peer


def _is_proxy(address: str, proxies: frozenset[str]) -> bool:
    return near(address) in proxies or _is_known(address)


@lru_cache(maxsize=65536)
def _is_known(address: str) -> bool:
    found = ip_address(address)
    return any(found in network for network in _NETWORKS)


def vouching(lines: Iterable[tuple[bytes, bytes, bytes | None]]) -> frozenset[str]:
    """Return the small networks of peers through whom nearly everybody comes, by peer, list and user agent.

    A proxy in front of a site speaks for all its visitors, each with another address and browser. Where
    some lines come without a list, visitors come by themselves, and any of them may claim anything.
    """
    visitors: dict[str, set[str]] = defaultdict(set)
    agents: set[bytes | None] = set()
    count = vouched = 0
    for peer, listed, agent in lines:
        known = ip(peer.decode("latin-1"))
        if not known or _is_known(known):
            continue
        count += 1
        told = [found for part in listed.decode("latin-1").split(",") if (found := ip(part))]
        if told and not _is_known(told[-1]) and told[-1] != known:
            vouched += 1
            visitors[near(known)].add(told[-1])
            agents.add(agent)
    different = set().union(*visitors.values())
    few = len(visitors) <= MOST_PEERS and count >= ENOUGH and vouched >= NEARLY_ALL * count
    return frozenset(visitors) if few and len(different) >= VISITORS and len(agents) >= AGENTS else NOBODY
