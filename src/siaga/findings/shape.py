"""Witnesses, attempts and entries: the shapes in which detection reports and reports are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Step = Literal["attempt", "reached", "executed", "entered", "exfiltrated"]
"""The ladder of DESIGN §1, lowest first."""

STEPS: tuple[Step, ...] = ("attempt", "reached", "executed", "entered", "exfiltrated")

Confidence = Literal["confirmed", "likely"]


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """One log line that shows something; enough to find it again and to prove it unchanged.

    `offset` counts bytes in the decompressed file; `sha256` is over the raw line without its line
    end; `text` is that line decoded with backslash escapes for what is not UTF-8, cut at 4,000
    characters; `role` says what it shows ("upload", "first use", "reply", "login", "dump", …).
    `marks` are the half-open [start, end) character ranges in `text` that matched.
    """

    file: str
    line_no: int
    offset: int
    sha256: str
    text: str
    role: str
    time_us: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as far as logs can tell: addresses and account names, sorted."""

    client_ips: tuple[str, ...]
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """What one behaviour saw of one actor on one site; the ladder joins signals into entries.

    `step` is never "attempt" or "reached" here. `why` and `why_id` are one sentence each, English and
    Indonesian, saying what was seen and why it means this step. `links` are opaque keys
    ("path:/uploads/x.php", "user:admin") by which signals of several actors may be joined.
    """

    site: str
    behaviour: str
    step: Step
    confidence: Confidence
    actor: Actor
    first_seen_us: int
    last_seen_us: int
    why: str
    why_id: str
    witnesses: tuple[Witness, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Someone got in: the joined signals of one actor on one site, at the highest step reached."""

    site: str
    step: Step
    confidence: Confidence
    behaviour: str
    actor: Actor
    first_seen_us: int
    last_seen_us: int
    why: str
    why_id: str
    witnesses: tuple[Witness, ...]
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """All lines of one rule on one site: tried, perhaps answered, never by itself an entry.

    `reached` counts the lines whose request was answered as if the thing existed.
    `client_ips` holds at most 50 addresses, most active first; `clients` is their true number.
    """

    site: str
    rule: str
    title: str
    family: str
    level: str
    lines: int
    reached: int
    clients: int
    client_ips: tuple[str, ...]
    first_seen_us: int
    last_seen_us: int
    examples: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know that is neither an attempt nor an entry (a new network, a clock)."""

    site: str
    behaviour: str
    text: str
    text_id: str
    witnesses: tuple[Witness, ...] = field(default=())
