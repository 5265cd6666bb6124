"""Words an error in a log format so that it shows the place."""

from __future__ import annotations

from siaga.foundation.errors import FormatError

_WINDOW = 60
"""How many characters of a long template are shown around the place."""


def trouble(template: str, place: int, reason: str) -> FormatError:
    """Return an error with the reason, the 1-based character, and the template with a caret under it."""
    start = max(0, place - _WINDOW)
    shown = template[start : place + _WINDOW].replace("\n", " ")
    return FormatError(f"{reason} (character {place + 1})\n  {shown}\n  {' ' * (place - start)}^")
