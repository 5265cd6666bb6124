"""Find where a line of a source was sealed: leaf, frame, and place in the frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siaga.vault.errors import MissingError, VaultUsageError
from siaga.vault.leaves.segment import SegmentLeaf
from siaga.vault.log.reading import LogView
from siaga.vault.segments.reading import read_manifest
from siaga.vault.storage.contract import Storage


@dataclass(frozen=True, slots=True, order=True)
class LinePlace:
    """A line's place: its segment's leaf, the frame, and the line's number there; all from 0."""

    segment: int
    frame: int
    number: int


def find_line(view: LogView, storage: Storage, source: str, line_number: int) -> tuple[LinePlace, ...]:
    """Return where line `line_number` (from 1) of the source of this name was sealed, in the log's order.

    There are several places if the source was sealed more than once, or the line is longer than a frame.
    VaultUsageError if no such line was sealed; MissingError if the content was deleted by a rule.
    """
    found: list[LinePlace] = []
    gone: MissingError | None = None
    for index, leaf in view.leaves(SegmentLeaf.KIND):
        if isinstance(leaf, SegmentLeaf) and _may_hold(leaf, source, line_number):
            try:
                found += _in_segment(storage, index, leaf, source, line_number)
            except MissingError as error:
                gone = error
    if not found and gone is not None:
        raise gone
    if not found:
        raise VaultUsageError(source, f"no line {line_number} of a source of this name is sealed")
    return tuple(found)


def _may_hold(leaf: SegmentLeaf, source: str, line_number: int) -> bool:
    # A line that goes on in the next segment isn't counted in this one: hence "<=".
    return any(
        each.name == source and each.first_line <= line_number <= each.first_line + each.lines
        for each in leaf.sources
    )


def _in_segment(
    storage: Storage, index: int, leaf: SegmentLeaf, source: str, line_number: int
) -> Iterator[LinePlace]:
    for number, frame in enumerate(read_manifest(storage, leaf).frames):
        named = leaf.sources[frame.source].name == source
        if named and frame.first_line <= line_number < frame.first_line + frame.lines:
            yield LinePlace(index, number, line_number - frame.first_line)
