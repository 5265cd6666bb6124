"""Finds the lines that hold indicators: a library proposes places, and each proposal is checked exactly."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from siaga.vault.hunting.addresses import AddressBook, triggers
from siaga.vault.hunting.expressions import compiled
from siaga.vault.hunting.indicators import IndicatorSet, Network
from siaga.vault.hunting.lines_at import Int64s, Lines, lines_at

ADDRESS4, ADDRESS6 = -1, -2
"""Owners of the triggers of addresses: which address it is, is looked up then."""

Trigger = bytes
"""An expression, in ASCII and over bytes, whose match proposes a line."""


class Proposer(Protocol):
    """One compiled set of triggers. `places` says that it tells where in a line a match ends."""

    @property
    def places(self) -> bool:
        """Whether ends are those of matches, not of lines."""
        ...

    def propose(self, text: bytes) -> tuple[array[int], array[int]]:
        """Return the numbers of triggers that match, and behind which byte each match (or its line) ends."""
        ...


class Library(Protocol):
    """Something that compiles triggers."""

    @property
    def name(self) -> str:
        """Library, version and what a compiled set depends on; goes into a hunt's record."""
        ...

    def compile(self, set_of: Sequence[Trigger]) -> Proposer:
        """Compile at once; raise TriggerError for what it can't compile."""
        ...


class Stored(Proposer, Protocol):
    """A compiled set that can be kept."""

    def stored(self) -> bytes:
        """Return its bytes."""
        ...


@runtime_checkable
class Restoring(Protocol):
    """A library whose compiled sets can be kept, for machines of the same name."""

    def compile(self, set_of: Sequence[Trigger]) -> Stored:
        """See Library.compile."""
        ...

    def restore(self, stored: bytes) -> Stored:
        """Take a set from its bytes; raise ValueError if it can't be."""
        ...


class TriggerError(Exception):
    """Triggers that a library can't compile: the reason per trigger's number."""

    def __init__(self, reasons: dict[int, str]) -> None:
        super().__init__("; ".join(f"{number}: {reason}" for number, reason in sorted(reasons.items())))
        self.reasons = reasons


class Found(NamedTuple):
    """An indicator (its place in the set) in a line [`start`, `end`) of a text, without its line feed."""

    start: int
    indicator: int
    end: int


class Places(NamedTuple):
    """All that is in a text, each indicator once per line, in order of lines, then of indicators.

    `number` counts the text's lines from 0.
    """

    indicator: Int64s
    number: Int64s
    start: Int64s
    end: Int64s


class Matcher:
    """A set of indicators, ready to be looked for."""

    def __init__(self, wanted: IndicatorSet, triggers_: Triggers, proposer: Proposer) -> None:
        self._proposer = proposer
        self._owners = np.array(triggers_.owners, np.int64)
        self._book = AddressBook(triggers_.networks.items())
        indicators = enumerate(wanted.indicators)
        self._exact = {at: compiled(each.pattern) for at, each in indicators if each.kind == "regex"}
        self._sure = np.ones(len(wanted.indicators), bool)
        self._sure[list(self._exact)] = False

    def found(self, text: bytes) -> list[Found]:
        """Return what `places` does as one object for each."""
        all_of = self.places(text)
        columns = (all_of.start.tolist(), all_of.indicator.tolist(), all_of.end.tolist())
        return [Found._make(each) for each in zip(*columns, strict=True)]

    def places(self, text: bytes) -> Places:
        """Return what is in the text."""
        numbers, ends = self._proposer.propose(text)
        if not numbers:
            none = np.empty(0, np.int64)
            return Places(none, none, none, none)
        owners, end = self._owners[np.frombuffer(numbers, np.int64)], np.frombuffer(ends, np.int64)
        lines = lines_at(text, np.maximum(end - 1, 0))
        row, indicator = self._confirmed(text, owners, end, lines)
        # One row per line and indicator, sorted so.
        keys = lines.number[row] * len(self._sure) + indicator
        _, first = np.unique(keys, return_index=True)
        row, indicator = row[first], indicator[first]
        return Places(indicator, lines.number[row], lines.start[row], lines.end[row])

    def _confirmed(self, text: bytes, owners: Int64s, end: Int64s, lines: Lines) -> tuple[Int64s, Int64s]:
        """Return rows of proposals and the indicators that stand in their lines; some repeatedly."""
        told = np.flatnonzero(owners >= 0)
        sure = told[self._sure[owners[told]]]
        if len(sure) == len(owners):
            return sure, owners
        # Hyperscan looks at the text as a whole: what it found may run over a line's end.
        doubtful = told[~self._sure[owners[told]]]
        pairs = [
            *self._of_expressions(text, doubtful, owners, lines),
            *self._of_addresses(text, np.flatnonzero(owners < 0), owners, end, lines),
        ]
        checked = np.array(pairs, np.int64).reshape(-1, 2)
        return np.concatenate((sure, checked[:, 0])), np.concatenate((owners[sure], checked[:, 1]))

    def _of_expressions(
        self, text: bytes, rows: Int64s, owners: Int64s, lines: Lines
    ) -> Iterator[tuple[int, int]]:
        seen: set[tuple[int, int]] = set()
        for row in rows.tolist():
            owner, start = int(owners[row]), int(lines.start[row])
            if (owner, start) not in seen:
                seen.add((owner, start))
                if self._exact[owner].search(text[start : lines.end[row]]) is not None:
                    yield row, owner

    def _of_addresses(
        self, text: bytes, rows: Int64s, owners: Int64s, end: Int64s, lines: Lines
    ) -> Iterator[tuple[int, int]]:
        near = (owners[rows] == ADDRESS4) & self._proposer.places
        doubtful = rows[~near].tolist()
        if near.any():
            around = self._book.around(text, end[rows[near]])
            for row, indicators in zip(rows[near].tolist(), around, strict=True):
                if indicators is None:
                    doubtful.append(row)
                else:
                    for indicator in indicators:
                        yield row, indicator
        looked_up: set[int] = set()
        for row in doubtful:
            start = int(lines.start[row])
            if start not in looked_up:
                looked_up.add(start)
                for indicator in self._book.found(text[start : lines.end[row]]):
                    yield row, indicator


@dataclass(frozen=True, slots=True)
class Triggers:
    """Expressions, and for each the indicator (its place in the set) that owns it, or ADDRESS4, ADDRESS6.

    `networks` are those of the indicators that are addresses.
    """

    expressions: list[Trigger]
    owners: list[int]
    networks: Mapping[int, Network]


def triggers_of(wanted: IndicatorSet) -> Triggers:
    """Return the triggers of a set; addresses may share some."""
    found: dict[tuple[int, Trigger], None] = {}
    networks: dict[int, Network] = {}
    for at, each in enumerate(wanted.indicators):
        match each.kind:
            case "address":
                networks[at] = network = each.network
                found[ADDRESS4 if network.version == 4 else ADDRESS6, triggers(network)] = None
            case "regex":
                found[at, each.pattern] = None
            case "text":
                found[at, escaped(each.pattern)] = None
    return Triggers([text for _, text in found], [owner for owner, _ in found], networks)


_ESCAPED = [
    bytes((byte,)) if byte < 0x80 and chr(byte).isalnum() else b"\\x%02x" % byte for byte in range(256)
]


def escaped(text: bytes) -> bytes:
    """Return an expression, in ASCII, for these very bytes."""
    return b"".join(map(_ESCAPED.__getitem__, text))
