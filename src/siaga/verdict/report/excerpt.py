"""A witness line cut into plain and matched pieces, shortened around what matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.findings.shape import Witness


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line's text, as logged; `left_out` counts the characters it stands for instead."""

    text: str
    marked: bool = False
    left_out: int = 0


def merged_marks(length: int, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the marks sorted, within 0…length, and joined where they overlap or touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in marks):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def pieces(witness: Witness, limit: int | None = None) -> list[Piece]:
    """Cut a witness's text at its marks; with `limit` (characters), leave out what is far from them.

    The head of the line (address and time) and the surroundings of each mark stay.
    """
    marks = merged_marks(len(witness.text), witness.marks)
    keep = [(0, len(witness.text))]
    if limit is not None and len(witness.text) > limit:
        keep = _kept(len(witness.text), marks, limit)
    found: list[Piece] = []
    place = 0
    for start, end in keep:
        if start > place:
            found.append(Piece("", left_out=start - place))
        found.extend(_cut(witness.text, start, end, marks))
        place = end
    if place < len(witness.text):
        found.append(Piece("", left_out=len(witness.text) - place))
    return found


def _kept(length: int, marks: list[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    head = min(length, limit // 2 if marks else limit)
    keep = [(0, head)]
    left = limit - head
    for start, end in marks:
        if left <= 0:
            break
        around = min(40, left // 4)
        begin, stop = max(0, start - around), min(length, end + around, start - around + left)
        fresh = max(begin, keep[-1][1])
        if stop > fresh:
            keep.append((fresh, stop))
            left -= stop - fresh
    return merged_marks(length, keep)


def _cut(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> list[Piece]:
    found: list[Piece] = []
    place = start
    for mark_start, mark_end in marks:
        begin, stop = max(mark_start, start), min(mark_end, end)
        if stop <= begin:
            continue
        if begin > place:
            found.append(Piece(text[place:begin]))
        found.append(Piece(text[begin:stop], marked=True))
        place = stop
    if place < end:
        found.append(Piece(text[place:end]))
    return found
