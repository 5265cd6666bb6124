"""Turns raw bytes of log lines into text: decoded, addresses in one form."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

_V4_PORT = re.compile(r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::\d{1,5})?")


def text(raw: bytes) -> str:
    """Decode UTF-8; bytes that are not UTF-8 become backslash escapes."""
    return raw.decode("utf-8", "backslashreplace")


@lru_cache(maxsize=16384)
def ip(raw: str) -> str:
    """Return an IP address in canonical form, or "" when `raw` is none.

    Brackets, a port after an IPv4 address or brackets, a zone (`%eth0`) and the `::ffff:` prefix of
    a mapped IPv4 address are taken off.
    """
    plain = raw.strip()
    if match := _V4_PORT.fullmatch(plain):
        plain = match[1]
    elif plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    plain = plain.partition("%")[0]
    try:
        found = ip_address(plain)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(found)


@lru_cache(maxsize=16384)
def client(raw: bytes) -> bytes:
    """Return the client of an access line: its canonical address, or the host name as it stands."""
    return ip(raw.decode("latin-1")).encode() or raw
