"""Remembers what functions of short texts returned; long texts are worked out anew each time.

A bound on the number of texts alone is none on memory: whoever writes into a log chooses their length.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

SHORT = 512
"""Longer texts, in bytes or characters, are not remembered."""

Text = TypeVar("Text", bytes, str)
Found = TypeVar("Found")


def remembering(most: int) -> Callable[[Callable[[Text], Found]], Callable[[Text], Found]]:
    """Make a function of a text remember its results for `most` short texts."""

    def decorate(function: Callable[[Text], Found]) -> Callable[[Text], Found]:
        known = lru_cache(maxsize=most)(function)

        # Asked for most requests: one plain argument takes half the time that a general wrapper takes.
        @wraps(function)
        def ask(text: Text) -> Found:
            return known(text) if len(text) <= SHORT else function(text)

        return ask

    return decorate
