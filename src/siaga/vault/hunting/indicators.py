r"""Reads a file of indicators: what a hunt looks for.

One per line; blank lines and lines that begin with `#` are passed over; blanks around are not part of it.

| Line | Means |
|---|---|
| `203.0.113.7`, `2001:db8::7` | this address, as a whole: not inside 203.0.113.77; IPv6 in any spelling |
| `203.0.113.0/24`, `2001:db8::/32` | every address of this network |
| `/expression/`, `/expression/i` | a regular expression over bytes; a `/` inside is written `\/` |
| `text:anything` | the text behind the colon, blanks and all, whatever it looks like |
| anything else | this text, byte by byte |

Text is found only as it is written, in upper or lower case as it stands; `/…/i` takes ASCII letters in both
cases. Nothing is found across a line's end. `/wp-content/uploads/` has a `/` inside: it is a text;
`/uploads/` is the expression `uploads`, which finds all that the text would, and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal

from siaga.vault.errors import VaultUsageError
from siaga.vault.hunting.expressions import ExpressionError, expression

Kind = Literal["address", "regex", "text"]
Network = IPv4Network | IPv6Network

MOST = 200_000
"""Indicators in one hunt, at most."""

LONGEST = 4096
"""Bytes of one indicator, at most."""

_REGEX = re.compile(rb"/((?:[^/\\]|\\.)+)/([A-Za-z]*)")
_ADDRESS = re.compile(rb"[0-9A-Fa-f:.]+(?:/[0-9]{1,3})?")


class IndicatorError(VaultUsageError):
    """An indicator can't be read; `place` is file:line."""


@dataclass(frozen=True, slots=True, order=True)
class Indicator:
    """What to look for: `pattern` is the canonical text, address or network, or expression (bytes)."""

    kind: Kind
    pattern: bytes

    @property
    def network(self) -> Network:
        """The network of an address (one address is a network of its own)."""
        return ip_network(self.pattern.decode("ascii"))

    @property
    def shown(self) -> str:
        """How a person would write it."""
        return self.pattern.decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """Indicators without duplicates, in one order whatever the file's.

    Results name an indicator by its place here.
    """

    indicators: tuple[Indicator, ...]

    def canonical(self) -> bytes:
        r"""Return the canonical set: a line "kind hex\n" for each, after a first line."""
        lines = [f"{each.kind} {each.pattern.hex()}\n" for each in self.indicators]
        return (_FIRST + "".join(lines)).encode()

    def sha256(self) -> bytes:
        """Return the hash of the canonical set."""
        return sha256(self.canonical()).digest()


_FIRST = "siaga.indicators/1\n"
_KINDS: dict[str, Kind] = {"address": "address", "regex": "regex", "text": "text"}


def of_canonical(data: bytes) -> IndicatorSet:
    """Return the set that `canonical` wrote: far faster than to read a person's file again."""
    pairs = (line.split(" ") for line in data.decode("ascii").removeprefix(_FIRST).splitlines())
    return IndicatorSet(tuple(Indicator(_KINDS[kind], bytes.fromhex(text)) for kind, text in pairs))


def parse(data: bytes, place: str) -> IndicatorSet:
    """Read a file's bytes; raise IndicatorError naming `place`:line for what can't be looked for."""
    found = set(_lines(data, place))
    if not found:
        raise IndicatorError(place, "there is no indicator in it")
    if len(found) > MOST:
        raise IndicatorError(place, f"{len(found)} indicators, more than {MOST} at once")
    return IndicatorSet(tuple(sorted(found)))


def _lines(data: bytes, place: str) -> Iterator[Indicator]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        text = line.strip(b" \t\r")
        if not text or text.startswith(b"#"):
            continue
        try:
            if len(text) > LONGEST:
                raise ValueError(f"longer than {LONGEST} bytes")  # noqa: TRY301 - one way out for all
            yield _indicator(text, line.lstrip(b" \t").removesuffix(b"\r"))
        except ValueError as error:
            raise IndicatorError(f"{place}:{number}", str(error)) from error


def _indicator(text: bytes, whole: bytes) -> Indicator:
    if text.startswith(b"text:"):
        wanted = whole.removeprefix(b"text:")
        if not wanted:
            raise ValueError("there is nothing behind text:")
        return Indicator("text", wanted)
    match = _REGEX.fullmatch(text)
    if match:
        return Indicator("regex", _expression(match[1], match[2].decode("ascii")))
    if _ADDRESS.fullmatch(text) and (text.count(b":") > 1 or text.count(b".") == 3):
        return Indicator("address", str(_network(text.decode("ascii"))).encode())
    return Indicator("text", text)


def _expression(text: bytes, flags: str) -> bytes:
    unknown = set(flags) - {"i"}
    if unknown:
        raise ValueError(f"unknown flag {min(unknown)!r}: only i is known (a path is written text:/a/b/)")
    try:
        return expression(text, caseless=bool(flags))
    except ExpressionError as error:
        raise ValueError(f"the expression can't be looked for: {error}") from error


def _network(text: str) -> Network:
    try:
        network = ip_network(text)
    except ValueError as error:
        raise ValueError(f"no address or network (text:{text} looks for the text): {error}") from error
    if isinstance(network, IPv6Network):
        first = network.network_address.ipv4_mapped
        if first is not None and network.prefixlen >= 96:
            return IPv4Network((first, network.prefixlen - 96))
    return network
