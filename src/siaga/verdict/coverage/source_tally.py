"""Everything that is counted about one source while its blocks pass by."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.intake.formats.contract import Kind
from siaga.verdict.coverage.trace import Times, Trace


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

    def add_times(self, file: str, times: Times | None) -> None:
        """Take the times of a block's lines, in line order; None where no line has one."""
        if times is None:
            return
        self.trace.add(file, times)
        first, last = self.spans.get(file, (times.earliest_us, times.latest_us))
        self.spans[file] = (min(first, times.earliest_us), max(last, times.latest_us))
