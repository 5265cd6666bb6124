"""Proposes lines with Hyperscan: all triggers in one pass over the text."""

from __future__ import annotations

import platform
from array import array
from collections.abc import Sequence
from pathlib import Path

import hyperscan

from siaga.vault.hunting.matching import Trigger, TriggerError

_FLAGS = hyperscan.HS_FLAG_MULTILINE


class HyperscanProposer:
    """One Hyperscan database and its scratch space (not to be shared by threads)."""

    places = True

    def __init__(self, database: hyperscan.Database) -> None:
        self._database = database

    def propose(self, text: bytes) -> tuple[array[int], array[int]]:
        """See Proposer.propose. Memory: 16 bytes per match, of which a line may hold several."""
        # A line end behind the last line: `$` in front of nothing is not found by all of Hyperscan's engines.
        whole = text if text.endswith(b"\n") else text + b"\n"
        numbers, ends = array("q"), array("q")
        add_number, add_end = numbers.append, ends.append

        # Called for every match: nothing else is done here.
        def on_match(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add_number(number)
            add_end(end)

        if text:
            self._database.scan(whole, on_match)
        return numbers, ends

    def stored(self) -> bytes:
        """Return the serialised database."""
        return bytes(hyperscan.dumpb(self._database))


class HyperscanLibrary:
    """Compiles to Hyperscan databases."""

    @property
    def name(self) -> str:
        """Library version and CPU features: a stored database runs only where both are the same."""
        return f"hyperscan {getattr(hyperscan, '__version__', '')} {platform.machine()} {_cpu_features()}"

    def compile(self, set_of: Sequence[Trigger]) -> HyperscanProposer:
        """Compile at once; when that fails, find the culprits one by one."""
        try:
            return HyperscanProposer(_compiled(set_of))
        except hyperscan.error as error:
            reasons: dict[int, str] = {}
            for number, trigger in enumerate(set_of):
                try:
                    _compiled([trigger])
                except hyperscan.error as single:
                    reasons[number] = f"Hyperscan can't compile it: {single}"
            raise TriggerError(reasons or dict.fromkeys(range(len(set_of)), str(error))) from error

    def restore(self, stored: bytes) -> HyperscanProposer:
        """Load a serialised database; raise ValueError if it can't be."""
        try:
            database = hyperscan.loadb(stored, hyperscan.HS_MODE_BLOCK)
            database.scratch = hyperscan.Scratch(database)
        except hyperscan.error as error:
            raise ValueError(f"the stored database can't be loaded: {error}") from error
        return HyperscanProposer(database)


def _compiled(set_of: Sequence[Trigger]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=list(set_of),
        ids=list(range(len(set_of))),
        elements=len(set_of),
        flags=[_FLAGS] * len(set_of),
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
