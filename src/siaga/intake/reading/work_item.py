"""A piece of reading that one process can do alone: one file, one member, or one range of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from siaga.intake.block import LogFile
from siaga.intake.reading.limits import Limits
from siaga.intake.reading.sealed_text import SealedText

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """What to read and as what; picklable, except that a stream (`streamed`) stays in its process.

    `path` is the real path on disk, never a member's. [`start`, `stop`) are stored bytes of it;
    `method` says how those are compressed inside a zip. `base` is where the log begins among the
    stored bytes, so that offsets count from there. `part` numbers the ranges of one log from 0;
    `ends_file` marks the last. In a range, `Block.first_line` counts from the start of the range:
    add the lines of all earlier ranges of the same file (`Outcome.lines`).
    `depth` counts the archives that planning has already opened around it. `sealed` is the text in a vault
    that is read in the place of a file.
    """

    path: str
    file: LogFile
    start: int
    stop: int
    base: int
    identity: tuple[int, int]
    file_size: int
    limits: Limits
    part: int = 0
    ends_file: bool = True
    method: str = ""
    checksum: int | None = None
    depth: int = 0
    streamed: bool = False
    sealed: SealedText | None = None

    @property
    def stored_bytes(self) -> int | None:
        """How many stored bytes reading will take, None for a stream."""
        return None if self.streamed else self.stop - self.start


def whole(parts: Sequence[WorkItem]) -> WorkItem:
    """Join all ranges of one log again, for formats that must read it from the start (IIS `#Fields`)."""
    return replace(parts[0], stop=parts[-1].stop, ends_file=parts[-1].ends_file)
