"""Turn a person's inputs into work items in reading order: sets oldest first, large logs in ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from siaga.intake.block import LogFile
from siaga.intake.reading.arrange import FirstTime, arrange
from siaga.intake.reading.candidates import Candidate, candidates
from siaga.intake.reading.duplicates import repeated
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.listing import Listing
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.note import Note, Notebook
from siaga.intake.reading.ranges import RANGE_BYTES
from siaga.intake.reading.work_item import WorkItem, whole
from siaga.intake.reading.written import written_until

_LEAST_FREE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be read, and what planning already found.

    `items` are in the order in which their results must be merged. `total_bytes` counts stored
    bytes (compressed ones, for archives), None when a stream is among them. `empty` are the 0-byte
    files: read, present in their sets, with nothing in them.
    """

    items: tuple[WorkItem, ...]
    notes: tuple[Note, ...]
    missing: tuple[MissingRotation, ...]
    empty: tuple[LogFile, ...]

    @property
    def total_bytes(self) -> int | None:
        """Stored bytes of all items, None when not known."""
        sizes = [item.stored_bytes for item in self.items]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None


def plan(
    inputs: Sequence[str],
    *,
    limits: Limits | None = None,
    range_bytes: int = RANGE_BYTES,
    first_time: FirstTime | None = None,
) -> Plan:
    """Plan the reading of files, folders and "-"; opens every file once, reads only its beginning.

    Nothing raises: what can't be read stands in `Plan.notes`. `range_bytes` is about how much of a
    large uncompressed log one item holds.
    """
    limits = limits or Limits()
    notebook = Notebook()
    found = [
        candidate
        for file in Listing(notebook).files(inputs)
        for candidate in candidates(file, limits, range_bytes, notebook)
    ]
    arrangement = arrange([candidate.label for candidate in found], first_time)
    until = written_until(arrangement.files, [candidate.modified_at_us for candidate in found])
    sets: dict[str, list[list[WorkItem]]] = {}
    empty: list[LogFile] = []
    for index in arrangement.sequence:
        candidate = found[index]
        file = replace(arrangement.files[index], modified_at_us=until[index])
        if candidate.ranges:
            sets.setdefault(file.source, []).append(_items(candidate, file, limits))
        else:
            empty.append(file)
    items: list[WorkItem] = []
    for logs in sets.values():
        wholes = [whole(log) for log in logs]
        twice = repeated([whole for whole in wholes if not whole.streamed], notebook)
        items += [item for at, log in enumerate(logs) if at not in twice for item in log]
    return Plan(tuple(items), notebook.notes, arrangement.missing, tuple(empty))


def _items(candidate: Candidate, file: LogFile, limits: Limits) -> list[WorkItem]:
    base, last = candidate.ranges[0][0], len(candidate.ranges) - 1
    free = max(_LEAST_FREE, limits.free_bytes // candidate.crowd)
    return [
        WorkItem(
            candidate.found.path,
            file,
            start,
            stop,
            base,
            candidate.found.identity,
            candidate.found.size,
            replace(limits, free_bytes=min(limits.free_bytes, free)),
            part=part,
            ends_file=part == last,
            method=candidate.method,
            checksum=candidate.checksum,
            depth=candidate.depth,
            streamed=candidate.found.streamed,
        )
        for part, (start, stop) in enumerate(candidate.ranges)
    ]
