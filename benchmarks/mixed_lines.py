"""Writes a large log of mixed lines out of the recorded examples, moved on in time from round to round."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_STAMP = re.compile(rb"\[(\d\d/[A-Z][a-z]{2}/\d{4}):")
_COMBINED = re.compile(
    rb'^\S+ \S+ .{1,80}\[\d\d/[A-Z][a-z]{2}/\d{4}:[^\]]+\] "[^\n]*" \d{3} \S+ "[^\n]*" "[^\n]*"$'
)


HOSTILE_SHARE = 0.06
"""Scanners' share of the lines. The examples hold more of them, crammed into few weeks; a public site sees
about this much (the design's figure), and speed is to be told for what a site sees."""


def example_lines(hostile: float | None = HOSTILE_SHARE) -> list[bytes]:
    """Return the lines of the examples' access logs in the combined shape, in order of time.

    Scanners' lines are thinned out evenly to the share `hostile`; None leaves them all.
    """
    wild = _scanner_lines()
    honest: list[bytes] = []
    scanned: list[bytes] = []
    logs = EXAMPLES / "logs"
    for path in sorted(logs.rglob("*access*")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        name = path.relative_to(logs).as_posix()
        for number, line in enumerate(data.splitlines(), 1):
            if _COMBINED.match(line):
                (scanned if (name, number) in wild else honest).append(line)
    if hostile is not None:
        wanted = round(len(honest) * hostile / (1 - hostile))
        scanned = scanned[:: max(1, len(scanned) // max(1, wanted))]
    return sorted(honest + scanned, key=_order)


def _scanner_lines() -> set[tuple[str, int]]:
    """Return the places of scanners' lines, as the range wrote them down."""
    found = set()
    for row in gzip.decompress((EXAMPLES / "lines.tsv.gz").read_bytes()).decode().splitlines():
        name, number, actor, *_ = row.split("\t")
        if actor.startswith("pemindai@"):
            found.add((name, int(number)))
    return found


def _order(line: bytes) -> tuple[datetime, bytes]:
    stamp = re.search(rb"\[([^\]]{20}) ", line)
    assert stamp is not None
    return datetime.strptime(stamp[1].decode(), "%d/%b/%Y:%H:%M:%S"), line  # noqa: DTZ007 - only compared


def rounds(lines: list[bytes], count: int) -> Iterator[list[bytes]]:
    """Yield the lines again and again until there are `count`, each round moved on by its own length."""
    first, last = _order(lines[0])[0], _order(lines[-1])[0]
    length = (last - first).days + 1
    given = turn = 0
    while given < count:
        moved = _moved(lines, turn * length)[: count - given]
        yield moved
        given += len(moved)
        turn += 1


def _moved(lines: list[bytes], days: int) -> list[bytes]:
    known: dict[bytes, bytes] = {}

    def later(match: re.Match[bytes]) -> bytes:
        text = known.get(match[1])
        if text is None:
            day = datetime.strptime(match[1].decode(), "%d/%b/%Y") + timedelta(days=days)  # noqa: DTZ007 - a day
            text = known[match[1]] = day.strftime("[%d/%b/%Y:").encode()
        return text

    return [_STAMP.sub(later, line, count=1) for line in lines] if days else lines


def write(path: Path, count: int, hostile: float | None = HOSTILE_SHARE) -> tuple[int, int]:
    """Write `count` lines; returns lines and bytes written."""
    lines = example_lines(hostile)
    size = 0
    with path.open("wb") as out:
        for batch in rounds(lines, count):
            size += out.write(b"\n".join(batch) + b"\n")
    return count, size
