"""What a verification says: check by check what was looked at, what is wrong, and what could not be seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Words(NamedTuple):
    """A sentence in Indonesian and in English."""

    id: str
    en: str


class State(Enum):
    """What came of a check; the worst of what it found."""

    OK = "ok"
    COULD_NOT_LOOK = "could_not_look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to know: where (a name, a leaf, an address), in words, and the technical reason or ""."""

    place: str
    words: Words
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `looked` counts the things looked at; the lists are bounded, the totals are not.

    `wrong` contradicts the log, `unseen` could not be looked at, `told` must be known but is no fault.
    """

    name: str
    title: Words
    looked: int
    wrong: tuple[Said, ...]
    wrong_total: int
    unseen: tuple[Said, ...]
    unseen_total: int
    told: tuple[Said, ...]
    told_total: int

    @property
    def state(self) -> State:
        """The worst of what was found."""
        if self.wrong_total:
            return State.WRONG
        return State.COULD_NOT_LOOK if self.unseen_total else State.OK

    @property
    def sentence(self) -> Words:
        """The outcome in one sentence, with the first place."""
        if self.wrong:
            first = self.wrong[0]
            return Words(
                f"{self.wrong_total} tidak sesuai, yang pertama {first.place}: {first.words.id}",
                f"{self.wrong_total} wrong, the first {first.place}: {first.words.en}",
            )
        if self.unseen:
            first = self.unseen[0]
            return Words(
                f"{self.unseen_total} tidak dapat diperiksa, yang pertama {first.place}: {first.words.id}",
                f"{self.unseen_total} could not be looked at, the first {first.place}: {first.words.en}",
            )
        return Words(
            f"{self.looked} diperiksa, semuanya sesuai", f"{self.looked} looked at, all as they must be"
        )


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks in the order of the list, of the tree of `size` leaves with this `root` (b"": none found).

    `stored_bytes` were read and hashed of segments, manifests and derived files; `deep` says that frames
    were unpacked and their lines hashed too.
    """

    place: str
    origin: str
    size: int
    root: bytes
    deep: bool
    stored_bytes: int
    checks: tuple[Check, ...]

    @property
    def state(self) -> State:
        """The worst state of all checks."""
        states = {each.state for each in self.checks}
        return next((each for each in (State.WRONG, State.COULD_NOT_LOOK) if each in states), State.OK)

    def check(self, name: str) -> Check:
        """Return a check by its name; KeyError."""
        for each in self.checks:
            if each.name == name:
                return each
        raise KeyError(name)
