"""Writes the lines of one source as a rotated set, as logrotate would have left it."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path

from range.recording.lines import Line
from range.recording.stamps import local

DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Rotation:
    """How a source is rotated: every `days` days at the server's midnight, counted from `start`.

    `lost` is the number of the rotated file that is missing (0: none); `dated` gives names with
    the day of rotation instead of numbers.
    """

    start: float
    days: int
    zone: int
    lost: int = 0
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Where a line went: file relative to the log folder, 1-based number in the decompressed file."""

    file: str
    line_no: int
    line: Line


@dataclass(frozen=True, slots=True)
class Lost:
    """A rotated file that was left out, with the virtual seconds that it covered."""

    file: str
    since: float
    until: float


def write(
    lines: list[Line], path: Path, root: Path, how: Rotation, end: float
) -> tuple[list[Written], list[Lost]]:
    """Write `lines` (any order) to `path` and its rotations; names in the answer are relative to `root`."""
    ordered = sorted(lines, key=lambda line: line.at)
    width = how.days * DAY
    count = max(1, int(-(-(end - how.start) // width)))
    pieces: list[list[Line]] = [[] for _ in range(count)]
    for line in ordered:
        pieces[min(count - 1, max(0, int((line.at - how.start) // width)))].append(line)
    written: list[Written] = []
    lost: list[Lost] = []
    path.parent.mkdir(parents=True, exist_ok=True)
    for index, piece in enumerate(pieces):
        age = count - 1 - index
        since = how.start + index * width
        name = _name(path.name, age, since + width, how)
        relative = str((path.parent / name).relative_to(root))
        if how.lost and age == how.lost:
            lost.append(Lost(relative, since, since + width))
            continue
        data = b"".join(line.text + b"\n" for line in piece)
        if name.endswith(".gz"):
            # No time in the gzip header: the same lines give the same bytes.
            data = gzip.compress(data, 9, mtime=0)
        (path.parent / name).write_bytes(data)
        # A file's own time is that of its last line, as on a server: syslog stamps name no year.
        last = piece[-1].at if piece else since
        os.utime(path.parent / name, (last, last))
        written += [Written(relative, number, line) for number, line in enumerate(piece, 1)]
    return written, lost


def _name(base: str, age: int, rotated_at: float, how: Rotation) -> str:
    if age == 0:
        return base
    tail = f"-{local(rotated_at, how.zone):%Y%m%d}" if how.dated else f".{age}"
    return f"{base}{tail}" + (".gz" if age > 1 else "")
