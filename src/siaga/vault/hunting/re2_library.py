"""Proposes lines with RE2, for machines without Hyperscan: the same lines, many times slower."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import re2

from siaga.vault.hunting.expressions import options
from siaga.vault.hunting.matching import Trigger, TriggerError

_PER_SET = 100
"""Triggers per RE2 set: small sets keep the automaton that RE2 builds while matching within memory."""
_MEMORY = 64 * 1024 * 1024


class Re2Proposer:
    """Several RE2 sets that together hold the triggers."""

    places = False

    def __init__(self, set_of: Sequence[Trigger]) -> None:
        chosen = options()
        chosen.max_mem = _MEMORY
        self._sets: list[tuple[re2.Set, int]] = []
        for start in range(0, len(set_of), _PER_SET):
            some = set_of[start : start + _PER_SET]
            made = re2.Set.SearchSet(chosen)
            for text in some:
                made.Add(text)
            made.Compile()
            self._sets.append((made, start))

    def propose(self, text: bytes) -> tuple[array[int], array[int]]:
        """See Proposer.propose."""
        numbers, ends = array("q"), array("q")
        end = -1
        for line in text.split(b"\n"):
            end += len(line) + 1
            for made, first in self._sets:
                some = [first + index for index in sorted(made.Match(line) or ())] if line else []
                numbers.extend(some)
                ends.extend([end] * len(some))
        return numbers, ends


class Re2Library:
    """Compiles to RE2 sets."""

    @property
    def name(self) -> str:
        """The library's name; nothing of it is stored."""
        return "re2"

    def compile(self, set_of: Sequence[Trigger]) -> Re2Proposer:
        """Compile; triggers that RE2 can't read are named."""
        reasons: dict[int, str] = {}
        for number, text in enumerate(set_of):
            try:
                re2.compile(text, options())
            except re2.error as error:
                reasons[number] = f"RE2 can't compile it: {error}"
        if reasons:
            raise TriggerError(reasons)
        return Re2Proposer(set_of)
