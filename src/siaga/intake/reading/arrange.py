"""Put log files into their rotated sets and each set in order of time, by name."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from siaga.intake.block import LogFile
from siaga.intake.reading.label import split_label
from siaga.intake.reading.missing import MissingRotation, Placed, missing_rotations
from siaga.intake.reading.rotation import rotation_of

FirstTime = Callable[[str], int | None]
"""Gives the first time stamp (UTC µs) of the file with this name, if it is known."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`files` run parallel to the names given; `sequence` lists their indexes in reading order."""

    files: tuple[LogFile, ...]
    sequence: tuple[int, ...]
    missing: tuple[MissingRotation, ...]


def arrange(names: Sequence[str], first_time: FirstTime | None = None) -> Arrangement:
    """Arrange labels ("logs/access.log.1", "a.tar!x/error.log").

    Sets come in the order in which their first file was given; within a set the oldest comes
    first, by the date or number in the name, or by `first_time` when it knows every file of it.
    """
    sets: dict[str, list[int]] = {}
    rotations = []
    for index, name in enumerate(names):
        folder, base = split_label(name)
        rotation = rotation_of(base)
        rotations.append(rotation)
        sets.setdefault(_folder(folder) + rotation.set_name, []).append(index)
    files: dict[int, LogFile] = {}
    sequence: list[int] = []
    missing: list[MissingRotation] = []
    for source, members in sets.items():
        members.sort(key=lambda index: (rotations[index].key, names[index], index))
        times = {index: first_time(names[index]) for index in members} if first_time else {}
        known = {index: time for index, time in times.items() if time is not None}
        if first_time and len(known) == len(members):
            members.sort(key=known.__getitem__)
        for order, index in enumerate(members):
            files[index] = LogFile(names[index], source, order)
        sequence += members
        placed = [Placed(names[index], rotations[index]) for index in members]
        missing += missing_rotations(source, placed)
    return Arrangement(tuple(files[index] for index in range(len(names))), tuple(sequence), tuple(missing))


def _folder(folder: str) -> str:
    """Bring `./logs/`, `logs/` and `x/../logs/` to one spelling; archive steps stay as they are."""
    outer, step, inner = folder.partition("!")
    if not outer or step:
        return (posixpath.normpath(outer) if outer else "") + step + inner
    normal = posixpath.normpath(outer)
    return "" if normal == "." else normal.rstrip("/") + "/"
