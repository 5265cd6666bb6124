"""When a site sleeps: the quietest hours of its own traffic, whatever time zone its people live in."""

from __future__ import annotations

from siaga.intake.rows import Int64s

NIGHT_HOURS = 7
"""Length of a night."""

ENOUGH = 500
"""Requests from which on a site's day and night can be told."""

_FLAT = 0.6


def night_of(hours: Int64s) -> frozenset[int] | None:
    """Return the hours of the day (UTC) that are night, or None where traffic shows no night.

    The night is the run of NIGHT_HOURS hours with the fewest requests; it must be clearly quieter
    than an even spread would be.
    """
    total = int(hours.sum())
    if total < ENOUGH:
        return None
    runs = [[(start + step) % 24 for step in range(NIGHT_HOURS)] for start in range(24)]
    quietest = min(runs, key=lambda run: (int(hours[run].sum()), run[0]))
    even = total * NIGHT_HOURS / 24
    return frozenset(quietest) if hours[quietest].sum() < _FLAT * even else None
