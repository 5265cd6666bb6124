"""Finds the set of atoms of each value of one source: triggers first, all else where a row may match."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.detection.engine.fields import Column
from siaga.detection.engine.memory import FRESH, QUIET, AtomSets, ValueMemory
from siaga.detection.engine.probe import NOTHING, Pairs, Probe, joined_pairs
from siaga.detection.engine.row_atoms import Flags
from siaga.detection.engine.sources import Part, Source
from siaga.intake.rows import Int64s


@dataclass(slots=True)
class Look:
    """What is known of a block's values after the first pass.

    `numbers[value]` is the number of its set of atoms, QUIET or FRESH; `part` holds the fresh values, and
    `pairs` what was found in them.
    """

    source: Source
    numbers: Int64s
    part: Part
    pairs: Pairs


class SourceScan:
    """All probes of one source."""

    def __init__(self, column: Column, probes: list[Probe], triggers: Flags) -> None:
        self.column = column
        self._probes = probes
        self._triggers = triggers
        raw = [probe.plan for probe in probes if probe.raw]
        self._base = frozenset[int]().union(*(plan.present for plan in raw))
        self._absent = frozenset[int]().union(*(plan.on_absent for plan in raw))
        query = [probe.plan for probe in probes if probe.column == "query"]
        self._no_query = frozenset[int]().union(*(plan.on_absent for plan in query))
        self._query = frozenset[int]().union(*(plan.present for plan in query))

    def look(self, source: Source, memory: ValueMemory) -> Look:
        """Run the first pass over the values that nothing is known of."""
        numbers = memory.numbers(self.column, source)
        fresh = np.flatnonzero(numbers == FRESH)
        if not len(fresh):
            return Look(source, numbers, source.part(fresh), NOTHING)
        part = source.part(fresh)
        pairs = joined_pairs([probe.look(part) for probe in self._probes])
        found = np.zeros(len(source), np.bool_)
        found[pairs[0]] = True
        quiet = fresh[~found[fresh]]
        memory.remember(self.column, source, quiet, np.full(len(quiet), QUIET))
        return Look(source, numbers, part, pairs)

    def marked(self, look: Look, sets: AtomSets) -> Flags | None:
        """Return which values hold a trigger, the last place standing for "absent"; None if none does."""
        owners, atoms = look.pairs
        owners = owners[self._triggers[atoms]]
        flags = np.zeros(len(look.source) + 1, np.bool_)
        known = look.numbers >= 0
        flags[:-1][known] = sets.loud(look.numbers[known])
        flags[owners] = True
        if any(self._triggers[atom] for atom in self._base | self._no_query):
            flags[:-1] = True
        flags[-1] = any(self._triggers[atom] for atom in self._absent)
        return flags if flags.any() else None

    def complete(self, look: Look, rows: Int64s, sets: AtomSets, memory: ValueMemory) -> Int64s:
        """Return the number of the set of atoms that this source holds in each of the rows."""
        source, numbers = look.source, look.numbers
        codes = source.codes[rows]
        wanted = np.zeros(len(source) + 1, np.bool_)
        wanted[codes] = True
        wanted[:-1] &= numbers < 0
        todo = np.flatnonzero(wanted[:-1])
        if len(todo):
            numbers[todo] = self._numbers_of(look, todo, sets)
            memory.remember(self.column, source, todo, numbers[todo])
        return np.append(numbers, sets.number(self._absent))[codes]

    def _numbers_of(self, look: Look, todo: Int64s, sets: AtomSets) -> Int64s:
        # what the first pass decoded is used again where that is most of what is wanted
        fresh = look.part.numbers
        covered = 2 * len(todo) >= len(fresh) and bool((look.numbers[todo] == FRESH).all())
        part = look.part if covered else look.source.part(todo)
        pairs = joined_pairs([look.pairs, *(probe.look_again(part) for probe in self._probes)])
        found = np.full(len(look.source), sets.number(self._base), np.int64)
        without = self._without_query(part, len(look.source))
        if without is not None:
            found[without] = sets.number(self._base - self._query | self._no_query)
        size = len(self._triggers)
        wanted = np.zeros(len(look.source), np.bool_)
        wanted[todo] = True
        kept = wanted[pairs[0]]
        packed = np.sort(pairs[0][kept] * size + pairs[1][kept])
        packed = packed[np.diff(packed, prepend=-1) > 0]  # np.unique hashes first, which costs more here
        owners, atoms = packed // size, (packed % size).tolist()
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        ends = [*starts[1:].tolist(), len(owners)]
        for start, end, owner in zip(starts.tolist(), ends, owners[starts].tolist(), strict=False):
            found[owner] = sets.number(sets.sets[found[owner]].union(atoms[start:end]))
        return found[todo]

    def _without_query(self, part: Part, size: int) -> Flags | None:
        """Tell which targets have no query, where that makes a difference."""
        if not self._no_query and not self._query:
            return None
        without = np.zeros(size, np.bool_)
        without[part.numbers] = True
        if (raw := part.raw("query")) is not None:
            without[raw.owners] = False
        return without
