"""Looks for one column's patterns in one block's values, in three passes; see ColumnPlan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.detection.engine.buffer import Buffer, unusual_part
from siaga.detection.engine.fields import Column
from siaga.detection.engine.plan import ColumnPlan
from siaga.detection.engine.scanner import Scanner
from siaga.detection.engine.sources import Part
from siaga.intake.rows import Int64s

Pairs = tuple[Int64s, Int64s]
"""Parallel arrays: the number of a value, and an atom that holds for it; a pair may come more than once."""
NOTHING: Pairs = (np.empty(0, np.int64), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True)
class Probe:
    """Patterns of one column's plan, and the column they are looked for in.

    Keywords ("line") are looked for in whole raw lines and in the canonical text of the columns that
    a client writes freely: raw and canonical passes are switched by `raw` and `canonical`.
    """

    plan: ColumnPlan
    column: Column
    first: Scanner | None
    unusual: Scanner | None
    second: Scanner | None
    raw: bool = True
    canonical: bool = True

    def look(self, part: Part) -> Pairs:
        """Look for triggers in some values."""
        buffers = self._buffers(part)
        pairs = [_scanned(self.first, buffer) for buffer in buffers]
        if self.unusual is not None:
            some = (unusual_part(buffer) for buffer in buffers)
            pairs += [_scanned(self.unusual, buffer) for buffer in some if buffer is not None]
        pairs += [_empties(self.plan, buffer) for buffer in buffers]
        return joined_pairs(pairs)

    def look_again(self, part: Part) -> Pairs:
        """Look for all else, in values of rows that may match."""
        if self.second is None:
            return NOTHING
        return joined_pairs([_scanned(self.second, buffer) for buffer in self._buffers(part)])

    def _buffers(self, part: Part) -> list[Buffer]:
        made = (
            part.raw(self.column) if self.raw else None,
            part.canonical(self.column) if self.canonical else None,
        )
        return [buffer for buffer in made if buffer is not None]


def _scanned(scanner: Scanner | None, buffer: Buffer) -> Pairs:
    if scanner is None:
        return NOTHING
    owners, atoms = scanner.scan(buffer)
    known = owners >= 0
    return (owners, atoms) if known.all() else (owners[known], atoms[known])


def _empties(plan: ColumnPlan, buffer: Buffer) -> Pairs:
    """Return what holds for empty values, where scanners disagree about `^` and `$`."""
    if not plan.on_empty:
        return NOTHING
    ends = np.append(buffer.starts[1:] - 1, len(buffer.text))
    empty = buffer.owners[(ends == buffer.starts) & (buffer.owners >= 0)]
    atoms = np.array(sorted(plan.on_empty), np.int64)
    return np.repeat(empty, len(atoms)), np.tile(atoms, len(empty))


def joined_pairs(pairs: list[Pairs]) -> Pairs:
    """Put several findings together."""
    filled = [pair for pair in pairs if len(pair[0])]
    if len(filled) <= 1:
        return filled[0] if filled else NOTHING
    return np.concatenate([pair[0] for pair in filled]), np.concatenate([pair[1] for pair in filled])
