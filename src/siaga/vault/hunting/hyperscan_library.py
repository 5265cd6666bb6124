"""Proposes lines with Hyperscan: all triggers in one pass over the text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import hyperscan

from siaga.foundation.hyperscan_database import ExpressionsError, compiled, library_name, restored, stored
from siaga.vault.hunting.matching import Trigger, TriggerError


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
        return stored(self._database)


class HyperscanLibrary:
    """Compiles to Hyperscan databases."""

    @property
    def name(self) -> str:
        """Library version and CPU features: a stored database runs only where both are the same."""
        return library_name()

    def compile(self, set_of: Sequence[Trigger]) -> HyperscanProposer:
        """Compile at once; when that fails, find the culprits one by one."""
        try:
            return HyperscanProposer(compiled(list(enumerate(set_of)), allow_empty=False))
        except ExpressionsError as error:
            raise TriggerError(error.reasons) from error

    def restore(self, stored: bytes) -> HyperscanProposer:
        """Load a serialised database; raise ValueError if it can't be."""
        return HyperscanProposer(restored(stored))
