"""What scans a buffer for many patterns at once; one implementation per library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from siaga.detection.engine.buffer import Buffer
from siaga.intake.rows import Int64s

Pattern = tuple[int, str]
"""The number of an atom, and one expression for it; an atom may have several."""


class Scanner(Protocol):
    """A set of compiled patterns, each with the number of its atom."""

    def scan(self, buffer: Buffer) -> tuple[Int64s, Int64s]:
        """Return parallel arrays: the value (its number in the column) and the atom of each match.

        A pair may come more than once, in any order.
        """
        ...

    def stored(self) -> bytes:
        """Return the compiled form for the cache; empty if this library has none."""
        ...


class Library(Protocol):
    """One pattern matching library."""

    @property
    def name(self) -> str:
        """Its name and version, and the CPU features that compiled forms depend on."""
        ...

    def compile(self, patterns: Sequence[Pattern]) -> Scanner:
        """Compile patterns by atom number; raise PatternsError naming those that can't be."""
        ...

    def restore(self, stored: bytes, patterns: Sequence[Pattern]) -> Scanner:
        """Load what `stored` returned; raise ValueError if it doesn't fit this library or machine."""
        ...


class PatternsError(ValueError):
    """Some patterns can't be compiled: atom number to reason."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        super().__init__("; ".join(reasons.values()))
        self.reasons = dict(reasons)
