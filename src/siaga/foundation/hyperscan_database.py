"""Databases of Hyperscan: compiled with the culprits named, kept as bytes, and by the machine they run on."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

import hyperscan


class ExpressionsError(Exception):
    """Expressions that Hyperscan can't compile: the reason per expression's number."""

    def __init__(self, reasons: dict[int, str]) -> None:
        super().__init__("; ".join(f"{number}: {reason}" for number, reason in sorted(reasons.items())))
        self.reasons = reasons


def library_name() -> str:
    """Return library version and CPU features: a kept database runs only where both are the same."""
    return f"hyperscan {getattr(hyperscan, '__version__', '')} {platform.machine()} {_cpu_features()}"


def compiled(expressions: Sequence[tuple[int, bytes]], *, allow_empty: bool) -> hyperscan.Database:
    """Compile numbered expressions, in which ^ and $ are ends of lines; raise ExpressionsError.

    `allow_empty` takes those that fit an empty text. When all at once fail, each is tried by itself.
    """
    try:
        return _compiled(expressions, allow_empty=allow_empty)
    except hyperscan.error as error:
        reasons = {}
        for number, text in expressions:
            try:
                _compiled([(number, text)], allow_empty=allow_empty)
            except hyperscan.error as single:
                reasons[number] = f"Hyperscan can't compile it: {single}"
        raise ExpressionsError(reasons or {number: str(error) for number, _ in expressions}) from error


def stored(database: hyperscan.Database) -> bytes:
    """Return the serialised database."""
    return bytes(hyperscan.dumpb(database))


def restored(data: bytes) -> hyperscan.Database:
    """Load a serialised database, with scratch space of its own; raise ValueError if it can't be."""
    try:
        database = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
        database.scratch = hyperscan.Scratch(database)
    except hyperscan.error as error:
        raise ValueError(f"the stored database can't be loaded: {error}") from error
    return database


def _compiled(expressions: Sequence[tuple[int, bytes]], *, allow_empty: bool) -> hyperscan.Database:
    flags = hyperscan.HS_FLAG_MULTILINE | (hyperscan.HS_FLAG_ALLOWEMPTY if allow_empty else 0)
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[text for _, text in expressions],
        ids=[number for number, _ in expressions],
        elements=len(expressions),
        flags=[flags] * len(expressions),
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
