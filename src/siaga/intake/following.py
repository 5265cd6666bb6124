"""Reads the blocks of one log with the right format, and changes the format when the log does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from siaga.intake.block import Block
from siaga.intake.formats import all_formats
from siaga.intake.formats.contract import Format, Reader
from siaga.intake.recognition import Recogniser
from siaga.intake.rows import Lines, Reading, no_lines
from siaga.intake.turning import unread_end, without_end

HEADED = frozenset({"iis", "auth-csv", "audit-csv", "audit-document"})
"""Formats whose files say at their beginning what their columns are."""


@cache
def built_in(offset_us: int) -> tuple[Format, ...]:
    """Return every format, made once per process: some compile databases of patterns."""
    return all_formats(offset_us)


class Follower:
    """Reads the blocks of one log in their order; keeps what the log said so far."""

    def __init__(self, recogniser: Recogniser, modified_at_us: int | None) -> None:
        self._recogniser = recogniser
        self._modified_at_us = modified_at_us
        self._format: Format | None = None
        self._reader: Reader | None = None

    def choose(self, chosen: Format | None) -> None:
        """Read on with this format; None: not recognised yet."""
        self._format = chosen
        self._reader = None if chosen is None else chosen.reader(modified_at_us=self._modified_at_us)

    def read(self, block: Block) -> Iterator[tuple[Format | None, Reading]]:
        """Read one block; where the log changes its format inside it, yield each part by itself."""
        if self._reader is None:
            self.choose(self._recogniser.of(block.data))
        reading = self._read(block)
        while (end := unread_end(reading)) is not None:
            other = None if self._headed() else self._recogniser.of(end.data)
            if other is None or (self._format is not None and other.name == self._format.name):
                break
            if end.offset > reading.block.offset:
                yield self._format, without_end(reading, end)
            self.choose(other)
            reading = self._read(end)
        again = self._recogniser.again(reading, self._format)
        if again is not None:
            reading = self._read_again(reading, again)
        yield self._format, reading

    def _headed(self) -> bool:
        # Such a file can't be recognised again once its header is behind: stray lines must not end it.
        return self._format is not None and self._format.name in HEADED

    def _read(self, block: Block) -> Reading:
        return _unread(block) if self._reader is None else self._reader.read(block)

    def _read_again(self, reading: Reading, other: Format) -> Reading:
        reader = other.reader(modified_at_us=self._modified_at_us)
        second = reader.read(reading.block)
        if len(second.unparsed) >= len(reading.unparsed):
            return reading
        self._format, self._reader = other, reader
        return second


def _unread(block: Block) -> Reading:
    """Count every line of a file that no format recognises as unparsed."""
    data = np.frombuffer(block.data, np.uint8)
    ends = np.flatnonzero(data == 10)
    if len(data) and (not len(ends) or ends[-1] != len(data) - 1):
        ends = np.append(ends, len(data))
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    length = ends - starts
    full = np.flatnonzero(length > 0)
    lines = (
        Lines(full + block.first_line, starts[full] + block.offset, length[full]) if len(full) else no_lines()
    )
    return Reading(block, None, [], lines, blank=len(ends) - len(full))
