"""All checks of a vault, in the order in which they are made and told."""

from __future__ import annotations

from siaga.vault.verifying import (
    anchors,
    continuity,
    derived,
    hunts,
    intervals,
    journal,
    kept,
    keys,
    leaves,
    newest,
    published,
    references,
    segments,
    settings,
    strays,
    tiles,
    times,
    witnesses,
)
from siaga.vault.verifying.findings import Kind

# `derived` and `hunts` use what `segments` has seen.
ALL_CHECKS: tuple[Kind, ...] = (
    settings.CHECK,
    newest.CHECK,
    keys.CHECK,
    kept.CHECK,
    published.CHECK,
    witnesses.CHECK,
    leaves.CHECK,
    tiles.CHECK,
    times.CHECK,
    intervals.CHECK,
    references.CHECK,
    continuity.CHECK,
    segments.CHECK,
    derived.CHECK,
    hunts.CHECK,
    anchors.CHECK,
    journal.CHECK,
    strays.CHECK,
)
