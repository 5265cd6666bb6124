"""Scanning with re2, for machines without Hyperscan: the same hits, value by value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import re2

from siaga.detection.engine.buffer import Buffer
from siaga.detection.engine.scanner import Pattern, PatternsError
from siaga.intake.rows import Int64s

_PER_SET = 100
"""Patterns per re2 set: small sets keep the automaton that re2 builds while matching within memory."""
_MEMORY = 64 * 1024 * 1024


def options() -> re2.Options:
    """Return options under which a pattern is over bytes, as in Hyperscan."""
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.log_errors = False
    chosen.max_mem = _MEMORY
    return chosen


class Re2Scanner:
    """Several re2 sets that together hold the patterns."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._sets: list[tuple[re2.Set, list[int]]] = []
        for start in range(0, len(patterns), _PER_SET):
            some = patterns[start : start + _PER_SET]
            compiled = re2.Set.SearchSet(options())
            for _, text in some:
                compiled.Add(text.encode("ascii"))
            compiled.Compile()
            self._sets.append((compiled, [number for number, _ in some]))

    def scan(self, buffer: Buffer) -> tuple[Int64s, Int64s]:
        """Scan; see Scanner.scan."""
        owners: list[int] = []
        atoms: list[int] = []
        for owner, value in zip(buffer.owners.tolist(), buffer.text.split(b"\n"), strict=True):
            for compiled, numbers in self._sets:
                for index in compiled.Match(value) or ():
                    owners.append(owner)
                    atoms.append(numbers[index])
        return np.array(owners, np.int64), np.array(atoms, np.int64)

    def stored(self) -> bytes:
        """Return nothing: re2 has no serialised form."""
        return b""


class Re2Library:
    """Compiles to re2 sets."""

    @property
    def name(self) -> str:
        """Name for the cache's key; nothing of re2 is stored."""
        return "re2"

    def compile(self, patterns: Sequence[Pattern]) -> Re2Scanner:
        """Compile; patterns re2 can't read are named."""
        reasons = {}
        for number, text in patterns:
            try:
                re2.compile(text.encode("ascii"), options())
            except re2.error as error:
                reasons[number] = f"re2 can't compile it: {error}"
        if reasons:
            raise PatternsError(reasons)
        return Re2Scanner(patterns)

    def restore(self, stored: bytes, patterns: Sequence[Pattern]) -> Re2Scanner:
        """Compile anew."""
        del stored
        return Re2Scanner(patterns)
