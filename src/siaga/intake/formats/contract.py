"""What a log format must offer to be on the list of formats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, runtime_checkable

from siaga.intake.block import Block
from siaga.intake.rows import Reading

Kind = Literal["access", "error", "auth", "ftp", "audit"]
"""What a source can tell; coverage is stated per kind."""


class Reader(Protocol):
    """Reads the blocks of one file in order; it may keep what that file said so far."""

    def read(self, block: Block) -> Reading:
        """Turn a block into columns or events; never raises on content."""
        ...


class Format(Protocol):
    """One log format: recognises itself by content and makes readers."""

    @property
    def name(self) -> str:
        """Short lower-case name, e.g. "combined"."""
        ...

    @property
    def kind(self) -> Kind:
        """Which kind of log this is."""
        ...

    def score(self, sample: Sequence[bytes]) -> float:
        """Return the share (0.0 to 1.0) of the sample's lines that this format understands.

        Lines come without line ends, blank ones left out. A more specific format must not score
        below a more general one on the same lines; ties go to the earlier in ALL_FORMATS.
        """
        ...

    def reader(self, *, modified_at_us: int | None = None) -> Reader:
        """Make a reader for one file; `modified_at_us` (UTC µs) helps where stamps lack the year."""
        ...


@runtime_checkable
class Fitting(Format, Protocol):
    """A format that looks closer at the beginning of a file that it was chosen for."""

    def fitted(self, sample: Sequence[bytes]) -> Format:
        """Return the format as this file needs it; its name stays."""
        ...
