"""Everything that is counted about one source while its blocks pass by."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from siaga.intake.block import Block
from siaga.intake.formats.contract import Kind
from siaga.intake.rows import Reading
from siaga.verdict.coverage.trace import Trace


@dataclass(slots=True)
class SourceTally:
    """One rotated set: its files, its formats, its lines and its time trace."""

    name: str
    kind: Kind | str = "unknown"
    format: str = "unknown"
    sites: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    lines: int = 0
    parsed: int = 0
    unparsed: int = 0
    headers: int = 0
    blank: int = 0
    over_long: int = 0
    invalid_utf8: int = 0
    trace: Trace = field(default_factory=Trace)
    unreadable: list[str] = field(default_factory=list)

    def add_file(self, name: str) -> None:
        """Note a file of the set."""
        if name not in self.files:
            self.files.append(name)

    def add(self, reading: Reading, block: Block) -> None:
        """Count what a format made of a block."""
        self.add_file(block.file.name)
        rows = 0 if reading.access is None else len(reading.access)
        self.parsed += rows + len(reading.events)
        self.unparsed += len(reading.unparsed)
        self.headers += reading.headers
        self.blank += reading.blank
        self.lines += rows + len(reading.events) + len(reading.unparsed) + reading.headers + reading.blank
        self.over_long += len(block.over_long)
        self.invalid_utf8 += reading.invalid_utf8
        if reading.access is not None:
            self.trace.add(block.file.name, reading.access.lines.number, reading.access.time_us)
        if reading.events:
            numbers = np.array([event.line_no for event in reading.events], np.int64)
            times = np.array([event.time_us for event in reading.events], np.int64)
            self.trace.add(block.file.name, numbers, times)
