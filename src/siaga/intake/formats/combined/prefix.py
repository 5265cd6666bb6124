"""Reads what stands before the time stamp: `[vhost[:port]] client ident user`."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

import numpy as np

from siaga.intake.rows import UNKNOWN, Coded, Int32s


@dataclass(frozen=True, slots=True)
class Prefix:
    """Client, user and virtual host of one distinct prefix; None stands for "-"."""

    client: bytes
    user: bytes | None
    host: bytes | None


def is_address(token: bytes) -> bool:
    """Say whether a token is an IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(token.decode("ascii").strip("[]"))
    except (ValueError, UnicodeDecodeError):
        return False
    return True


NOBODY = b" - -"
"""What follows the client where neither an identity nor a user is known."""

_KEPT, _SHORT = 50_000, 200
_READ: dict[bytes, Prefix | None] = {}
"""Clients come back block after block: what was read is kept, within bounds."""


def read_prefix(text: bytes) -> Prefix | None:
    """Read one prefix as `parse_prefix` does, remembering the short ones."""
    if text in _READ:
        return _READ[text]
    found = parse_prefix(text)
    if len(_READ) >= _KEPT:
        _READ.clear()
    if len(text) <= _SHORT:
        _READ[text] = found
    return found


def parse_prefix(text: bytes) -> Prefix | None:
    """Read one prefix; None when it has fewer than three words.

    A first word that is no address, followed by a word that is one, is a virtual host. A host name
    in the client's place (HostnameLookups) is followed by `-` or an identity, never by an address.
    User names may hold blanks. A server whose format is quoted as a whole puts a quote before all.
    """
    text = text.removeprefix(b'"')
    words = text.split(b" ", 3)
    if len(words) == 4 and is_address(words[1]) and not is_address(words[0]):
        return Prefix(words[1], _present(words[3]), _present(words[0]))
    words = text.split(b" ", 2)
    if len(words) < 3 or not words[0]:
        return None
    return Prefix(words[0], _present(words[2]), None)


def _present(value: bytes) -> bytes | None:
    value = value.strip(b'"')
    return None if value in (b"-", b"") else value


@dataclass(frozen=True, slots=True)
class PrefixColumns:
    """The columns that come out of prefixes, and which rows had a readable one."""

    client: Coded
    user: Coded | None
    host: Coded | None
    good: np.typing.NDArray[np.bool_]


def _column(codes: Int32s, values: list[bytes | None]) -> Coded:
    known: dict[bytes, int] = {}
    place = np.full(len(values) + 1, UNKNOWN, np.int32)
    for code, value in enumerate(values):
        if value is not None:
            place[code] = known.setdefault(value, len(known))
    return Coded(place[codes], list(known))


def columns(codes: Int32s, values: list[bytes]) -> PrefixColumns:
    """Turn dictionary-coded prefixes into client, user and host columns."""
    if all(value.endswith(NOBODY) and value.count(b" ") == 2 for value in values) and b"- - -" not in values:
        # Nothing but addresses, by far the usual log: what differs is the address alone.
        clients = [value[: -len(NOBODY)] for value in values]
        if all(clients):
            return PrefixColumns(Coded(codes, clients), None, None, np.ones(len(codes), np.bool_))
    prefixes = [read_prefix(value) for value in values]
    readable = np.array([prefix is not None for prefix in prefixes], np.bool_)
    users = [prefix.user if prefix else None for prefix in prefixes]
    hosts = [prefix.host if prefix else None for prefix in prefixes]
    return PrefixColumns(
        _column(codes, [prefix.client if prefix and prefix.client != b"-" else None for prefix in prefixes]),
        _column(codes, users) if any(users) else None,
        _column(codes, hosts) if any(hosts) else None,
        readable[codes],
    )
