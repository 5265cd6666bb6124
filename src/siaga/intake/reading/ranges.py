"""Split a large plain log at line ends into ranges that several processes read at the same time."""

from __future__ import annotations

from siaga.intake.reading.store import Store

RANGE_BYTES = 64 * 1024 * 1024
"""How many bytes a range holds at the most, but for the end of its last line."""

_LOOK = 64 * 1024


def split_at_lines(store: Store, start: int, stop: int, range_bytes: int) -> list[tuple[int, int]]:
    """Return ranges [from, to) of about equal size that abut and each begin right after a line feed.

    Costs one small read per range, not a pass over the file. A line longer than a range makes a
    range as long as itself.
    """
    count = -(-(stop - start) // range_bytes)
    cuts = [start]
    for number in range(1, count):
        wanted = start + number * ((stop - start) // count)
        if wanted <= cuts[-1]:
            continue
        cut = _after_line_end(store, wanted, stop)
        if cuts[-1] < cut < stop:
            cuts.append(cut)
    return list(zip(cuts, [*cuts[1:], stop], strict=True))


def _after_line_end(store: Store, at: int, stop: int) -> int:
    at -= 1  # a boundary that falls right behind a line feed is one already
    while at < stop:
        data = store.at(at, min(_LOOK, stop - at))
        newline = data.find(b"\n")
        if newline >= 0:
            return at + newline + 1
        if not data:
            break
        at += len(data)
    return stop
