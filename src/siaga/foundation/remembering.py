"""Remembers what functions of short texts returned; long texts are worked out anew each time.

A bound on the number of texts alone is none on memory: whoever writes into a log chooses their length.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

SHORT = 512
"""Longer texts, in bytes or characters, are not remembered."""

Text = TypeVar("Text", bytes, str)
More = ParamSpec("More")
Found = TypeVar("Found")


def remembering(
    most: int,
) -> Callable[[Callable[Concatenate[Text, More], Found]], Callable[Concatenate[Text, More], Found]]:
    """Make a function of a text (and other hashable values) remember its results for `most` short texts."""

    # Neither wrapper's type says that the first argument goes by its place alone.
    def decorate(
        function: Callable[Concatenate[Text, More], Found],
    ) -> Callable[Concatenate[Text, More], Found]:
        known = cast("Callable[Concatenate[Text, More], Found]", lru_cache(maxsize=most)(function))

        @wraps(function)
        def ask(text: Text, *more: More.args, **named: More.kwargs) -> Found:
            return (known if len(text) <= SHORT else function)(text, *more, **named)

        return cast("Callable[Concatenate[Text, More], Found]", ask)

    return decorate
