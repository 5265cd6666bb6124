"""Recognises and reads combined logs whose last fields tell whom a proxy asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from siaga.intake.block import Block, LogFile
from siaga.intake.formats.combined import COMBINED, exact
from siaga.intake.formats.combined.format import CombinedReader
from siaga.intake.formats.contract import Kind
from siaga.intake.formats.forwarded.cutting import values_at
from siaga.intake.formats.forwarded.place import FieldPlace, addresses, place_in
from siaga.intake.formats.proxies import client_behind, vouching
from siaga.intake.formats.texts import client
from siaga.intake.rows import UNKNOWN, AccessRows, Coded, Reading

_SCORE = 0.95
"""Other fields may stand behind as well: a layout that knows them all goes first, plain combined later."""

_LOOKED_AT = 200
_NOWHERE = LogFile("", "")


class ForwardedReader:
    """Reads blocks as combined does, and puts the visitor's address in the place of his proxy's."""

    def __init__(self, place: FieldPlace | None, proxies: frozenset[str]) -> None:
        self._place = place
        self._proxies = proxies
        self._combined = CombinedReader()

    def read(self, block: Block) -> Reading:
        """Turn a block into columns; the field is looked for in the first where its place is not known."""
        reading = self._combined.read(block)
        if self._place is None:
            self._place = place_in(_parsed(block.data.split(b"\n", _LOOKED_AT)[:_LOOKED_AT]))
        if reading.access is not None and self._place is not None:
            told = values_at(reading.access, self._place)
            reading.access = replace(reading.access, client=_visitors(reading.access, told, self._proxies))
        return reading


def _visitors(rows: AccessRows, told: Coded, proxies: frozenset[str]) -> Coded:
    """Return the column of clients; each distinct pair of peer and list is looked at once."""
    peers, lists = [None, *rows.client.values], [b"", *told.values]
    packed, of_row = np.unique(
        (rows.client.codes.astype(np.int64) + 1) * len(lists) + told.codes + 1, return_inverse=True
    )
    places: dict[bytes, int] = {}
    codes = np.empty(len(packed), np.int32)
    for at, pair in enumerate(packed.tolist()):
        peer, listed = peers[pair // len(lists)], lists[pair % len(lists)]
        if addresses(listed):
            found = client_behind(peer, listed, proxies)
        else:
            found = None if peer is None else client(peer)
        codes[at] = UNKNOWN if found is None else places.setdefault(found, len(places))
    return Coded(codes[of_row], list(places))


def _parsed(lines: Sequence[bytes]) -> list[exact.ExactLine]:
    return [found for line in lines if (found := exact.parse(line.removesuffix(b"\r"))) is not None]


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Combined with a list of addresses behind; `place` and `proxies` are what a file's beginning shows."""

    place: FieldPlace | None = None
    proxies: frozenset[str] = frozenset()
    name = "combined-forwarded"
    kind: Kind = "access"

    def score(self, sample: Sequence[bytes]) -> float:
        """Return somewhat more than combined where some field holds addresses, else 0.0."""
        parsed = _parsed(sample)
        if not any(line.extra for line in parsed) or place_in(parsed) is None:
            return 0.0
        return _SCORE * len(parsed) / len(sample)

    def fitted(self, sample: Sequence[bytes]) -> Forwarded:
        """Return the format with what a file's beginning shows of its fields and of the proxies in front."""
        parsed = _parsed(sample)
        place = place_in(parsed)
        if place is None:
            return self
        head = Block(_NOWHERE, b"\n".join(sample) + b"\n", 0, 1)
        rows = COMBINED.reader().read(head).access
        if rows is None:
            return replace(self, place=place)
        told = values_at(rows, place)
        seen = [(rows.client[row] or b"", told[row] or b"", rows.user_agent[row]) for row in range(len(rows))]
        return replace(self, place=place, proxies=vouching(seen))

    def reader(self, *, modified_at_us: int | None = None) -> ForwardedReader:  # noqa: ARG002 - stamps are whole
        """Make a reader for one file."""
        return ForwardedReader(self.place, self.proxies)


FORWARDED = Forwarded()
