"""Everything that is counted about one source while its blocks pass by."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.intake.formats.contract import Kind
from siaga.intake.rows import NO_TIME, Int64s
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
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """First and last time (UTC µs) in each file."""

    def add_file(self, name: str) -> None:
        """Note a file of the set."""
        if name not in self.files:
            self.files.append(name)

    def add_times(self, file: str, line_no: Int64s, time_us: Int64s) -> None:
        """Take the times of a block's lines, in line order."""
        self.trace.add(file, line_no, time_us)
        known = time_us[time_us != NO_TIME]
        if len(known):
            first, last = int(known.min()), int(known.max())
            before = self.spans.get(file, (first, last))
            self.spans[file] = (min(first, before[0]), max(last, before[1]))
