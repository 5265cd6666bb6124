"""What a loaded rule set is made of: rules, the atoms their conditions name, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from siaga.detection.engine.condition import Node
from siaga.detection.engine.fields import Column

AtomKind = Literal["text", "present", "absent", "status", "bytes", "cidr", "same"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that is true or not of a line; equal atoms of several rules are one.

    text: `scan` or `scan_unusual` (expressions of `pattern.written`) is found in the raw or the
    canonical text of `column`; the latter only matches values with a byte outside `fields.USUAL`.
    `on_empty` and `on_absent` say whether it holds for an empty value and for a field that is not there
    ("-" in the log).
    present / absent: the column has a value. status, bytes: `operator` (eq, lt, lte, gt, gte, neq) and
    `number`. cidr: the client is in the network `scan`. same: `column` relates to the column `scan` by
    `operator` (eq, contains, startswith, endswith).
    `share` estimates in which part (0.0 to 1.0) of harmless values a text atom is found.
    """

    kind: AtomKind
    column: Column | None = None
    scan: str = ""
    scan_unusual: str = ""
    on_empty: bool = False
    on_absent: bool = False
    operator: str = ""
    number: float = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One runnable rule. `file` is relative to the folder it was loaded from; `node` its condition."""

    id: str
    name: str
    title: str
    family: str
    level: str
    file: str
    tags: tuple[str, ...]
    description: str
    node: Node


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule that can't be run, and why, in one sentence."""

    file: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correlation:
    """A Sigma correlation over rules of this set.

    `rules` are ids of rules; `group_by` column names per rule; `field` is what value_count counts.
    `window_us` is the time span in microseconds.
    """

    id: str
    name: str
    title: str
    level: str
    file: str
    family: str
    kind: Literal["event_count", "value_count", "temporal", "temporal_ordered"]
    rules: tuple[str, ...]
    group_by: tuple[str, ...]
    window_us: int
    operator: str
    count: int
    field: str = ""


@dataclass(slots=True)
class Rules:
    """All that was loaded, before it is compiled for a backend."""

    atoms: list[Atom] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    correlations: list[Correlation] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
