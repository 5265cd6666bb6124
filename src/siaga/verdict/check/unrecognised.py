"""Gives a site to sources that are empty or that no format could read: no log must go unseen."""

from __future__ import annotations

from siaga.intake.attribution import Attribution, covers
from siaga.intake.reading.note import Note
from siaga.verdict.check.fold import Fold
from siaga.verdict.coverage.source_tally import SourceTally


def place_unrecognised(fold: Fold) -> None:
    """Give every source that has no site yet its site, and tell what could not be understood.

    What is called a log is a site's own, which nobody can judge then. Any other text (a note beside
    the logs) is listed with the sites of its folder, whose coverage it does not change; so is a
    file without a line whose name tells no site.
    """
    for tally in fold.tallies.values():
        if tally.lines and not tally.parsed and tally.unparsed:
            fold.add_outcome([Note(tally.name, "unrecognised", str(tally.unparsed))], ())
        attribution = fold.attributions.get(tally.name)
        if attribution is not None and not tally.sites:
            tally.sites.update(_near(fold, tally, attribution) or {attribution.name})


def _near(fold: Fold, tally: SourceTally, attribution: Attribution) -> set[str]:
    base = tally.name.rpartition("/")[2].rpartition("!")[2].lower()
    named = attribution.reason in {"option", "pattern", "layout"} or (
        "log" in base or "access" in base if tally.lines else attribution.reason == "name"
    )
    if named and attribution.scope == "site":
        return set()
    return {
        site
        for site, places in fold.site_places.items()
        if any(covers(attribution, place) for place in places)
    }
