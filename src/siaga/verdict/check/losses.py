"""Gives what reading could not read to the sources it belongs to, and tells the rest as notices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from siaga.findings.shape import Notice
from siaga.intake.attribution import covers
from siaga.intake.reading.note import Note
from siaga.verdict.check.fold import Fold
from siaga.verdict.coverage.source_tally import SourceTally

SHOWN = 20
"""Notices of one kind that are told one by one; the others are counted."""

_TRIVIAL = frozenset({"carriage_returns", "nothing_inside", "archive_order"})
"""Facts about the form of an input from which nothing follows."""

_NAMED = frozenset({"option", "pattern", "layout"})


def unread(notes: Iterable[Note]) -> tuple[tuple[str, str, str], ...]:
    """Return (place, reason, reason in Indonesian) of every input that was not read in full, in order."""
    return tuple(sorted((note.place, note.text, note.text_id) for note in notes if note.loss))


def place_losses(fold: Fold) -> None:
    """Write every loss into the tallies of the sources that it took something from.

    A loss that touches no source becomes a source of its own, with nothing read of it: on the site
    that its place names, else on the sites of its folder. Text that no format knows is not lost: it
    was searched, and its lines are counted as unparsed.
    """
    index = _Index(fold.tallies.values())
    for note in fold.notes:
        if note.loss and note.code != "unrecognised":
            for tally in index.touched(note.place) or _own(fold, note):
                if note.place not in tally.unreadable:
                    tally.unreadable.append(note.place)


def note_notices(fold: Fold) -> list[Notice]:
    """Return notices of what else reading came across: read once, transcoded, renamed, empty."""
    told: list[Notice] = []
    seen: Counter[str] = Counter()
    for note in sorted(note for note in fold.notes if not note.loss and note.code not in _TRIVIAL):
        seen[note.code] += 1
        if seen[note.code] <= SHOWN:
            text, text_id = f"{note.place}: {note.text}", f"{note.place}: {note.text_id}"
            told.append(Notice("", "reading", text, text_id))
        elif seen[note.code] == SHOWN + 1:
            more = sum(other.code == note.code for other in fold.notes) - SHOWN
            text, text_id = f"and {more} more like this: {note.text}", f"dan {more} lagi: {note.text_id}"
            told.append(Notice("", "reading", text, text_id))
    return told


class _Index:
    """Finds the sources that a place belongs to: its file, its archive, its members, its rotated set."""

    def __init__(self, tallies: Iterable[SourceTally]) -> None:
        self._names: dict[str, SourceTally] = {}
        self._files: dict[str, list[SourceTally]] = defaultdict(list)
        self._within: dict[str, list[SourceTally]] = defaultdict(list)
        for tally in tallies:
            self._names[tally.name] = tally
            for file in tally.files:
                self._files[file].append(tally)
                for archive in _archives(file):
                    if not self._within[archive] or self._within[archive][-1] is not tally:
                        self._within[archive].append(tally)

    def touched(self, place: str) -> list[SourceTally]:
        """Return the sources that lost something at `place`."""
        for name in (place, *_archives(place)):
            if name in self._files:
                return self._files[name]
        if place in self._within:
            return self._within[place]
        folder, slash, base = place.rpartition("/")
        while base:
            if folder + slash + base in self._names:
                return [self._names[folder + slash + base]]
            base = base.rpartition(".")[0]
        return []


def _archives(name: str) -> list[str]:
    """Return the archives that hold a member, the nearest first: "a.tar!b.zip!c" is in two."""
    parts = name.split("!")
    return ["!".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]


def _own(fold: Fold, note: Note) -> list[SourceTally]:
    attribution = fold.attribute(note.place)
    sites = {attribution.name} if attribution.reason in _NAMED else set[str]()
    if note.code == "missing":
        # A path that was typed wrong founds no site: see `asked_for_more`.
        sites &= fold.site_places.keys()
        if not sites:
            return []
    sites = sites or {
        site
        for site, places in fold.site_places.items()
        if any(covers(attribution, place) for place in places)
    }
    tally = fold.tally(note.place)
    tally.sites.update(sites or {attribution.name})
    return [tally]


def asked_for_more(notes: Iterable[Note]) -> bool:
    """Say whether a person named an input that is not there: the answer is not about all they asked."""
    return any(note.code == "missing" for note in notes)
