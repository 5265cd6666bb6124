"""Scanning with Hyperscan: all patterns in one pass over the buffer."""

from __future__ import annotations

import platform
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import hyperscan
import numpy as np

from siaga.detection.engine.buffer import Buffer
from siaga.detection.engine.scanner import Pattern, PatternsError
from siaga.intake.rows import Int64s

_SHIFT = 33
"""Match ends are below 2^33 bytes (8 GiB); the atom number stands above them in one integer."""
_FLAGS = hyperscan.HS_FLAG_MULTILINE | hyperscan.HS_FLAG_ALLOWEMPTY


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
        return bytes(hyperscan.dumpb(self._database))


class HyperscanLibrary:
    """Compiles to Hyperscan databases."""

    @property
    def name(self) -> str:
        """Library version and CPU features: a database runs only where both are the same."""
        return f"hyperscan {getattr(hyperscan, '__version__', '')} {platform.machine()} {_cpu_features()}"

    def compile(self, patterns: Sequence[Pattern]) -> HyperscanScanner:
        """Compile; when that fails, find the culprits one by one."""
        try:
            return HyperscanScanner(_compiled(patterns))
        except hyperscan.error as error:
            reasons = {}
            for atom, text in patterns:
                try:
                    _compiled([(atom, text)])
                except hyperscan.error as single:
                    reasons[atom] = f"Hyperscan can't compile it: {single}"
            raise PatternsError(reasons or {atom: str(error) for atom, _ in patterns}) from error

    def restore(self, stored: bytes, patterns: Sequence[Pattern]) -> HyperscanScanner:
        """Load a serialised database; `patterns` are in it already."""
        del patterns
        try:
            database = hyperscan.loadb(stored, hyperscan.HS_MODE_BLOCK)
            database.scratch = hyperscan.Scratch(database)
        except hyperscan.error as error:
            raise ValueError(f"the stored database can't be loaded: {error}") from error
        return HyperscanScanner(database)


def _compiled(patterns: Sequence[Pattern]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[text.encode("ascii") for _, text in patterns],
        ids=[atom for atom, _ in patterns],
        elements=len(patterns),
        flags=[_FLAGS] * len(patterns),
    )
    return database


def _cpu_features() -> str:
    """Return the vector features that Hyperscan builds for, where the system tells."""
    try:
        words = set(Path("/proc/cpuinfo").read_text("ascii", "replace").split())
    except OSError:
        return platform.processor()
    return " ".join(
        sorted(words & {"ssse3", "sse4_2", "avx2", "avx512f", "avx512bw", "avx512vbmi", "asimd", "sve"})
    )
