"""What was done with an account that is not its daily work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.detection.behaviours.stolen_account.acts import KINDS, kind_of_act
from siaga.detection.behaviours.stolen_account.fetching import most_archives, most_fetched
from siaga.detection.behaviours.stolen_account.history import History
from siaga.detection.behaviours.stolen_account.use import Use

MANY, VERY_MANY, ARCHIVES = 10, 20, 4
"""Different files, or whole archives, that are much to take within an hour."""

BEYOND = 2
"""More than so many times the account's own most is beyond its habit; of archives, more than ever."""


@dataclass(frozen=True, slots=True)
class Misuse:
    """One kind of misuse, with its weight and its lines; `takes` says that data left."""

    points: int
    en: str
    idn: str
    uses: Sequence[Use]
    takes: bool = False


def misuses(uses: Sequence[Use], history: History) -> list[Misuse]:
    """Return what was done among `uses` that the account's history does not show."""
    by_kind: dict[str, list[Use]] = {}
    for use in uses:
        by_kind.setdefault(kind_of_act(use), []).append(use)
    found = [
        Misuse(points, en, idn, by_kind[name], takes=name == "export")
        for name, (points, en, idn) in KINDS.items()
        if name in by_kind and name not in history.acts
    ]
    return [*found, *_bulk(uses, history)]


def _bulk(uses: Sequence[Use], history: History) -> list[Misuse]:
    taken, archives = most_fetched(uses), most_archives(uses)
    if len(taken) >= MANY and len(taken) > BEYOND * history.fetched:
        lines = taken
    elif len(archives) >= ARCHIVES and len(archives) > history.archives:
        lines = archives
    else:
        return []
    return [
        Misuse(
            2 if len(lines) >= VERY_MANY else 1,
            f"{len(lines)} files were fetched within an hour, more than the account ever does",
            f"{len(lines)} berkas diambil dalam satu jam, lebih banyak daripada kebiasaan akun itu",
            lines,
            takes=True,
        )
    ]


def searched(letters: Sequence[Use]) -> list[Misuse]:
    """Return the misuse that opening letters by the dozen is, none where there are none."""
    if not letters:
        return []
    return [
        Misuse(
            2,
            f"{len(letters)} letters were opened within an hour, far more than the account ever does",
            f"{len(letters)} surat dibuka dalam satu jam, jauh melebihi kebiasaan akun itu",
            letters,
            takes=True,
        )
    ]
