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


def example_lines() -> list[bytes]:
    """Return all lines of the examples' access logs in the combined shape, in the order of their files."""
    found: list[bytes] = []
    for path in sorted(EXAMPLES.rglob("*access*")):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            found += [line for line in data.splitlines() if _COMBINED.match(line)]
    found.sort(key=_order)
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


def write(path: Path, count: int) -> tuple[int, int]:
    """Write `count` lines; returns lines and bytes written."""
    lines = example_lines()
    size = 0
    with path.open("wb") as out:
        for batch in rounds(lines, count):
            size += out.write(b"\n".join(batch) + b"\n")
    return count, size
