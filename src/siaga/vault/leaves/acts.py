"""The leaves of what people did and said: answers given, content deleted by rule, every operator's act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ReportLeaf:
    """`report/1`: hash of an answer that was given, and of which kind it was."""

    KIND: ClassVar[str] = "report/1"

    at: int
    what: str
    sha256: bytes
    clock_back_us: int | None = None


@dataclass(frozen=True, slots=True)
class RetentionLeaf:
    """`retention/1`: content of these segments (by their leaf's index) is deleted by a rule; hashes stay."""

    KIND: ClassVar[str] = "retention/1"

    at: int
    rule: str
    segments: tuple[int, ...]
    clock_back_us: int | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to know about an act."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ActionLeaf:
    """`action/1`: who did what to what."""

    KIND: ClassVar[str] = "action/1"

    at: int
    who: str
    what: str
    details: tuple[Detail, ...] = ()
    clock_back_us: int | None = None
