"""Looks for many regular expressions in one text at once, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import re2

_MEMORY = 64 * 1024 * 1024
"""Bytes that the automaton may take; it starts anew when they are used up."""


class PatternSet:
    r"""A set of patterns in RE2's syntax (https://github.com/google/re2/wiki/Syntax), numbered from 0.

    Patterns are those of Python's `re` for the subset that both know; classes such as `\d` mean ASCII.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        options = re2.Options()
        options.max_mem, options.log_errors = _MEMORY, False
        self._set = re2.Set.SearchSet(options)
        for pattern in patterns:
            self._set.Add(pattern.pattern)
        self._set.Compile()

    def found(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the patterns found anywhere in the text, in order."""
        found = self._set.Match(text)
        return () if found is None else tuple(sorted(found))
