"""Find the files that a rotated set should have and does not: a number or a date left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from siaga.intake.reading.rotation import Rotation


@dataclass(frozen=True, slots=True, order=True)
class MissingRotation:
    """A hole in a set: `count` files named `what` are not there, between two that are.

    `after` and `before` are the `LogFile.name`s of the neighbours in time ("" at an end), so that
    their last and first time stamps bound the gap.
    """

    source: str
    what: str
    count: int
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of a set: its name and what the name says."""

    name: str
    rotation: Rotation


def missing_rotations(source: str, files: Sequence[Placed]) -> list[MissingRotation]:
    """Return the holes of one set, oldest first; `files` are in order, oldest first."""
    dated = [file for file in files if file.rotation.when]
    numbered = [file for file in files if not file.rotation.when and file.rotation.number is not None]
    current = [file for file in files if not file.rotation.when and file.rotation.number is None]
    return _missing_dates(source, dated) + _missing_numbers(source, numbered, current)


def _missing_numbers(
    source: str, files: Sequence[Placed], current: Sequence[Placed]
) -> list[MissingRotation]:
    found: list[MissingRotation] = []
    # Counting starts at 0 or 1 by the rotating program's habit; only a hole after 1 is certain.
    newest = Placed(current[0].name if current else "", Rotation(source, (), 0))
    for file, newer in pairwise([*files, newest]):
        number, follower = file.rotation.number or 0, newer.rotation.number or 0
        count = number - follower - 1
        if count > 0:
            what = _span(f"{source}.{number - 1}", f"{source}.{follower + 1}")
            found.append(MissingRotation(source, what, count, file.name, newer.name))
    return found


def _missing_dates(source: str, files: Sequence[Placed]) -> list[MissingRotation]:
    """Holes in what is otherwise a regular step (an hour, a day, a week, a month)."""
    lengths = {len(file.rotation.when) for file in files}
    if len(lengths) != 1 or not lengths <= {2, 3, 4}:
        return []
    to_number, to_text = _CALENDARS[lengths.pop()]
    places = [to_number(file.rotation.when) for file in files]
    steps = [after - before for before, after in pairwise(places) if after > before]
    if len(steps) < 2:
        return []
    step, times = min(Counter(steps).items(), key=lambda item: (-item[1], item[0]))
    if times * 2 < len(steps) or times < 2:
        return []
    found: list[MissingRotation] = []
    for at in range(1, len(files)):
        distance = places[at] - places[at - 1]
        if distance > step and distance % step == 0:
            what = _span(to_text(places[at - 1] + step), to_text(places[at] - step))
            count = distance // step - 1
            found.append(MissingRotation(source, what, count, files[at - 1].name, files[at].name))
    return found


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} … {last}"


_ERA = datetime(1970, 1, 1, tzinfo=UTC)


def _hours(when: tuple[int, ...]) -> int:
    year, month, day, hour = (*when, 0)[:4]
    return int((datetime(year, month, day, hour, tzinfo=UTC) - _ERA) / timedelta(hours=1))


_CALENDARS: dict[int, tuple[Callable[[tuple[int, ...]], int], Callable[[int], str]]] = {
    2: (lambda when: when[0] * 12 + when[1] - 1, lambda place: f"{place // 12:04}-{place % 12 + 1:02}"),
    3: (
        lambda when: _hours(when) // 24,
        lambda place: f"{_ERA + timedelta(days=place):%Y-%m-%d}",
    ),
    4: (_hours, lambda place: f"{_ERA + timedelta(hours=place):%Y-%m-%d %H:00}"),
}
"""By how many parts a date has: to a count of months, days or hours, and back to text."""
