"""Holds entries against the time asked about: what lies wholly outside is told, and judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.findings.shape import Entry, Notice
from siaga.intake.rows import NO_TIME
from siaga.verdict.coverage.measure import Window


def by_window(entries: Sequence[Entry], window: Window) -> tuple[tuple[Entry, ...], list[Notice]]:
    """Return the entries that overlap the window, and a notice for each of the others."""
    inside = tuple(entry for entry in entries if overlaps(entry, window))
    return inside, [_notice(entry) for entry in entries if not overlaps(entry, window)]


def overlaps(entry: Entry, window: Window) -> bool:
    """Say whether an entry's time and the window have a moment in common; both ends belong to both.

    An entry without a time may have been at any time, so it overlaps.
    """
    if NO_TIME in (entry.first_seen_us, entry.last_seen_us):
        return True
    late = window.to_us is not None and entry.first_seen_us > window.to_us
    early = window.from_us is not None and entry.last_seen_us < window.from_us
    return not (late or early)


def _notice(entry: Entry) -> Notice:
    return Notice(
        entry.site,
        entry.behaviour,
        f"outside the time asked about: {entry.why}",
        f"di luar waktu yang ditanyakan: {entry.why_id}",
        entry.witnesses,
    )
