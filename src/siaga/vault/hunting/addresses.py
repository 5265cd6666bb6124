"""Finds whole IP addresses in lines, and writes the byte patterns that say which lines to look at.

An IPv4 address is a run of digits and dots (dots at its ends left out) of four numbers: 203.0.113.7 is not in
203.0.113.77, 1203.0.113.7 or 203.0.113.7.5. An IPv6 address is a run of hexadecimal digits, colons and dots
that no other letter touches, in any spelling of RFC 4291 §2.2; a single colon at its ends, and a word in
front ("client:2001:db8::7"), belong to the text around, but
2001:db8::7:443 is another address. An IPv4 address inside of an IPv6 one (::ffff:203.0.113.7) is found as
IPv4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

import numpy as np

from siaga.vault.hunting.indicators import Network
from siaga.vault.hunting.lines_at import Int64s

_DIGITS = b"0123456789"
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _blanking(kept: bytes) -> bytes:
    return bytes(byte if byte in kept else 0x20 for byte in range(256))


# Blanking and splitting takes half the time of a regular expression.
_RUNS4, _RUNS6 = _blanking(_DIGITS + b"."), _blanking(_DIGITS + _LETTERS + b":._")
_HEXADECIMAL = frozenset(b"0123456789abcdefABCDEF")
_REMEMBERED, _LONGEST = 100_000, 64
"""Runs whose answer is kept, and the longest of them, in bytes."""
_SIDE = 20
"""How far to each side of a match a run is followed, in bytes: an address has at most 15."""
_NEAR = np.arange(-_SIDE, _SIDE)
_OF_RUN = np.isin(np.arange(256), np.frombuffer(_DIGITS + b".", np.uint8))
_SHORTEST = len("1.1.1.1")
_NUMBER = rb"[0-9]{1,3}"


class AddressBook:
    """Networks by length, so that looking an address up costs a handful of steps whatever their number."""

    def __init__(self, networks: Iterable[tuple[int, Network]]) -> None:
        self._known: dict[int, dict[int, dict[int, list[int]]]] = {4: {}, 6: {}}
        for indicator, network in networks:
            of_length = self._known[network.version].setdefault(network.prefixlen, {})
            number = int(network.network_address) >> (network.max_prefixlen - network.prefixlen)
            of_length.setdefault(number, []).append(indicator)

        self._seen: dict[bytes, tuple[int, ...]] = {}
        self._near: dict[bytes, tuple[int, ...]] = {}

    def found(self, line: bytes) -> list[int]:
        """Return the indicators whose network holds an address of this line, sorted."""
        found: set[int] = set()
        if self._known[4]:
            for run in line.translate(_RUNS4).split():
                if len(run) >= _SHORTEST:
                    found.update(self._of_run(run, 4))
        if self._known[6]:
            for run in line.translate(_RUNS6).split():
                if run.count(b":") >= 2:
                    found.update(self._of_run(run, 6))
        return sorted(found)

    def around(self, text: bytes, ends: Int64s) -> list[tuple[int, ...] | None]:
        """Return the indicators of the IPv4 addresses that the bytes before `ends` belong to.

        None for one in so long a run of digits and dots that the whole line has to be looked at.
        """
        data = np.frombuffer(text, np.uint8)
        places = ends[:, None] + _NEAR
        near = np.where((places >= 0) & (places < len(data)), data[np.clip(places, 0, len(data) - 1)], 0)
        other = ~_OF_RUN[near]
        left, right = other[:, _SIDE - 1 :: -1], other[:, _SIDE:]
        before, after = left.argmax(axis=1), right.argmax(axis=1)
        long = ~(left.any(axis=1) & right.any(axis=1))
        near[(-before[:, None] > _NEAR) | (after[:, None] <= _NEAR)] = 0
        known = self._near
        keys = near.view(f"S{2 * _SIDE}").ravel().tolist()
        found: list[tuple[int, ...] | None] = list(map(known.get, keys))
        if None in found:
            found = [self._of_near(key) for key in keys]
        for at in np.flatnonzero(long).tolist():
            found[at] = None
        return found

    def _of_near(self, key: bytes) -> tuple[int, ...]:
        known = self._near.get(key)
        if known is None:
            if len(self._near) >= _REMEMBERED:
                self._near.clear()
            known = self._near[key] = self._of_run(key.strip(b"\0"), 4)
        return known

    def _of_run(self, run: bytes, version: int) -> tuple[int, ...]:
        # The same clients come again and again.
        known = self._seen.get(run)
        if known is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            address = _address4(run) if version == 4 else _address6(run)
            known = () if address is None else self._look_up(address, version)
            if len(run) <= _LONGEST:
                self._seen[run] = known
        return known

    def _look_up(self, address: int, version: int) -> tuple[int, ...]:
        bits = 32 if version == 4 else 128
        return tuple(
            indicator
            for length, networks in self._known[version].items()
            for indicator in networks.get(address >> (bits - length), ())
        )


def _address4(run: bytes) -> int | None:
    parts = run.strip(b".").split(b".", 4)
    if len(parts) != 4 or not all(0 < len(part) <= 3 for part in parts):
        return None
    if any(part[:1] == b"0" and len(part) > 1 for part in parts):
        return None
    numbers = [int(part) for part in parts]
    return int.from_bytes(bytes(numbers), "big") if max(numbers) < 256 else None


def _address6(run: bytes) -> int | None:
    head, _, tail = run.partition(b":")
    # "client:2001:db8::1": a word that is no part of an address, as it has other letters.
    return _parse6((run if _HEXADECIMAL.issuperset(head) else tail).strip(b".").decode("ascii"))


def _parse6(text: str) -> int | None:
    before = text.removesuffix(":").removesuffix(".")
    for spelling in (text, text.removeprefix(":"), before, before.removeprefix(":")):
        # Longer is none; Python's reader refuses it, but takes its time.
        if len(spelling) <= 45:
            try:
                parsed = ip_address(spelling)
            except ValueError:
                continue
            if isinstance(parsed, IPv6Address):
                return int(parsed)
    return None


def triggers(network: Network) -> bytes:
    """Return an expression that fits every line that holds an address of the network, and few others."""
    return _triggers4(network) if isinstance(network, IPv4Network) else _triggers6(network)


def _triggers4(network: IPv4Network) -> bytes:
    first, last = network.network_address.packed, network.broadcast_address.packed
    octets = [_octet(low, high) for low, high in zip(first, last, strict=True)]
    length = network.prefixlen
    if length == 32:
        return b"\\.".join(octets)
    if length >= 16:
        # The last number that is told, and the dot behind it: what follows is looked at by the book.
        told = 3 if length > 16 else 2
        return b"\\.".join(octets[:told]) + b"\\."
    # So short that it stands in many version numbers: all of its shape is asked for.
    return b"(?:^|[^0-9.])\\.*" + b"\\.".join((*octets[:3], b"[0-9]"))


def _octet(low: int, high: int) -> bytes:
    if (low, high) == (0, 255):
        return _NUMBER
    numbers = b"|".join(str(number).encode() for number in range(low, high + 1))
    return numbers if low == high else b"(?:" + numbers + b")"


def _triggers6(network: IPv6Network) -> bytes:
    packed = network.network_address.packed
    hextets = [int.from_bytes(packed[at : at + 2], "big") for at in range(0, 16, 2)]
    # The last 32 bits may be written as an IPv4 address, so only what is before them has one shape.
    told: Sequence[int] = hextets[: min(network.prefixlen // 16, 6)]
    while told and not told[-1]:
        told = told[:-1]
    if not told:
        return b"::|[0-9A-Fa-f]:[0-9A-Fa-f]{1,4}:"
    parts: list[bytes] = []
    for number in told:
        if number:
            digits = b"".join(_either_case(letter) for letter in f"{number:x}")
            parts.append(b"0{0,3}" + digits + b":")
        elif parts and parts[-1] != b"[0:]*":
            parts.append(b"[0:]*")
    return b"".join(parts)


def _either_case(letter: str) -> bytes:
    return letter.encode() if letter.isdigit() else f"[{letter}{letter.upper()}]".encode()
