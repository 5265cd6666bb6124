"""What the tests of reading share: read inputs through plan and streams, as the pipeline does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from siaga.intake.block import Block
from siaga.intake.reading.missing import MissingRotation
from siaga.intake.reading.note import Note
from siaga.intake.reading.plan import Plan, plan
from siaga.intake.reading.stream import open_blocks


@dataclass
class Result:
    """Everything that reading gave; `texts` by `LogFile.name`, in the order of reading."""

    plan: Plan
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    missing: list[MissingRotation] = field(default_factory=list)
    lines: int = 0

    @property
    def texts(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for block in self.blocks:
            found[block.file.name] = found.get(block.file.name, b"") + block.data
        return found

    def said(self, place: object) -> set[str]:
        return {note.code for note in self.notes if note.place == str(place)}


ReadAll = Callable[..., Result]


@pytest.fixture
def read_all() -> ReadAll:
    def read(*inputs: str | Path, **options: Any) -> Result:
        planned = plan([str(each) for each in inputs], **options)
        result = Result(planned, notes=list(planned.notes), missing=list(planned.missing))
        for item in planned.items:
            stream = open_blocks(item)
            result.blocks += stream
            result.notes += stream.outcome.notes
            result.missing += stream.outcome.missing
            result.lines += stream.outcome.lines
        return result

    return read


@pytest.fixture
def log() -> Callable[..., bytes]:
    """Make lines that differ, so that no two files are the same by chance."""

    def make(name: str, lines: int = 5) -> bytes:
        return b"".join(f'10.0.0.{n % 250} "GET /{name}/{n} HTTP/1.1" 200\n'.encode() for n in range(lines))

    return make
