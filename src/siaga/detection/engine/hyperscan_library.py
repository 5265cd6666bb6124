"""Scanning with Hyperscan: all patterns in one pass over the buffer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import hyperscan
import numpy as np

from siaga.detection.engine.buffer import Buffer
from siaga.detection.engine.scanner import Pattern, PatternsError
from siaga.foundation.hyperscan_database import ExpressionsError, compiled, library_name, restored, stored
from siaga.intake.rows import Int64s

_SHIFT = 33
"""Match ends are below 2^33 bytes (8 GiB); the atom number stands above them in one integer."""


MANY = 500_000
"""Matches in one scan (about 30 MB of Python integers) beyond which it is done again more sparingly."""


class HyperscanScanner:
    """One Hyperscan database and its scratch space (not to be shared by threads)."""

    def __init__(self, database: hyperscan.Database) -> None:
        self._database = database

    def scan(self, buffer: Buffer) -> tuple[Int64s, Int64s]:
        """Scan; see Scanner.scan."""
        found: list[int] = []
        append = found.append

        def on_match(atom: int, _start: int, end: int, _flags: int, _context: object) -> bool:
            append(atom << _SHIFT | end)
            return len(found) > MANY

        # Where data ends with what a short pattern ends with (`^/$`), Hyperscan misses it among others: so a
        # line end comes behind, and what matches only there belongs to no value.
        text = buffer.text + b"\n" if buffer.text else b""
        try:
            if text:
                self._database.scan(text, on_match)
        except hyperscan.ScanTerminated:
            found = self._scan_crowded(buffer, text)
        packed = np.array(found, np.int64)
        end = packed & ((1 << _SHIFT) - 1)
        inside = end <= len(buffer.text)
        if not inside.all():
            packed, end = packed[inside], end[inside]
        return buffer.owner_at(end), packed >> _SHIFT

    def _scan_crowded(self, buffer: Buffer, text: bytes) -> list[int]:
        """Scan text made to match everywhere ("../../../…"), keeping one match per atom and value."""
        found: list[int] = []
        ends = [*(buffer.starts[1:] - 1).tolist(), len(buffer.text)]
        known_until: dict[int, int] = {}

        def on_match(atom: int, _start: int, end: int, _flags: int, _context: object) -> None:
            if known_until.get(atom, -1) < end <= len(buffer.text):
                found.append(atom << _SHIFT | end)
                known_until[atom] = ends[bisect_left(ends, end)]

        self._database.scan(text, on_match)
        return found

    def stored(self) -> bytes:
        """Return the serialised database."""
        return stored(self._database)


class HyperscanLibrary:
    """Compiles to Hyperscan databases."""

    @property
    def name(self) -> str:
        """Library version and CPU features: a database runs only where both are the same."""
        return library_name()

    def compile(self, patterns: Sequence[Pattern]) -> HyperscanScanner:
        """Compile; when that fails, find the culprits one by one."""
        try:
            expressions = [(atom, text.encode("ascii")) for atom, text in patterns]
            return HyperscanScanner(compiled(expressions, allow_empty=True))
        except ExpressionsError as error:
            raise PatternsError(error.reasons) from error

    def restore(self, stored: bytes, patterns: Sequence[Pattern]) -> HyperscanScanner:
        """Load a serialised database; `patterns` are in it already."""
        del patterns
        return HyperscanScanner(restored(stored))
