"""Collects what one check finds: lists that stay short, totals that stay right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from siaga.vault.errors import MissingError, StorageError
from siaga.vault.verifying.case import Case
from siaga.vault.verifying.result import Check, Said, Words

MOST_SAID = 20
"""Places listed of each sort; all are counted."""

GONE = Words("tidak ada lagi", "is gone")
UNREADABLE = Words("tidak dapat dibaca", "can't be read")


@dataclass(slots=True)
class _Heap:
    said: list[Said] = field(default_factory=list)
    total: int = 0

    def add(self, said: Said) -> None:
        self.total += 1
        if len(self.said) < MOST_SAID:
            self.said.append(said)


class Findings:
    """What a check has found so far."""

    def __init__(self) -> None:
        self._looked = 0
        self._wrong, self._unseen, self._told = _Heap(), _Heap(), _Heap()

    def looked(self, count: int = 1) -> None:
        """Count things that were looked at."""
        self._looked += count

    def wrong(self, place: str, words: Words, detail: str = "") -> None:
        """Say that something contradicts the log."""
        self._wrong.add(Said(place, words, detail))

    def unseen(self, place: str, words: Words, detail: str = "") -> None:
        """Say that something could not be looked at."""
        self._unseen.add(Said(place, words, detail))

    def told(self, place: str, words: Words, detail: str = "") -> None:
        """Say what must be known but is no fault."""
        self._told.add(Said(place, words, detail))

    def not_read(self, place: str, error: StorageError) -> None:
        """Say that sealed bytes are gone (wrong), or that nothing is known of them (could not look)."""
        if isinstance(error, MissingError):
            self.wrong(place, GONE, error.reason)
        else:
            self.unseen(place, UNREADABLE, error.reason)

    def check(self, name: str, title: Words) -> Check:
        """Return the outcome."""
        return Check(
            name,
            title,
            self._looked,
            tuple(self._wrong.said),
            self._wrong.total,
            tuple(self._unseen.said),
            self._unseen.total,
            tuple(self._told.said),
            self._told.total,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A check on the list: its name, its title, and what looks."""

    name: str
    title: Words
    look: Callable[[Case, Findings], None]
