"""The signature engine: marks the rows of a block with the rules that match them.

Every distinct value of a column is scanned once for all patterns (raw and canonical text). Rows with no
trigger are done. For the others, the set of atoms found in each column is given a number; every distinct
combination of such numbers is judged once, by the rules that one of its triggers can set off, and
remembered: the same attack tool asks the same questions again and again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from siaga.detection.engine.condition import holds
from siaga.detection.engine.fields import Column
from siaga.detection.engine.probe import Pairs, Probe
from siaga.detection.engine.profile import Profiler, RuleCost
from siaga.detection.engine.quiet import Quiet
from siaga.detection.engine.row_atoms import Flags, flags_of, holds_in_rows, status_holds
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import rows_of_lines
from siaga.detection.engine.sources import Part, Source, Sources, source_of
from siaga.intake.rows import AccessRows, Int32s, Int64s

_REMEMBERED = 200_000
"""Distinct sets and combinations kept in memory before they are forgotten and counted anew."""
_STATUSES = 1000


@dataclass(frozen=True, slots=True)
class Hits:
    """Which rule matched which row: parallel arrays, sorted by row, then rule (its place in the set)."""

    row: Int64s
    rule: Int32s

    def __len__(self) -> int:
        return len(self.row)


@dataclass(slots=True)
class _Look:
    """What one probe saw in one source."""

    probe: Probe
    source: Source
    part: Part
    pairs: Pairs


class Engine:
    """Scans blocks with one rule set. Not to be shared by threads."""

    def __init__(self, rule_set: RuleSet, *, profile: bool = False) -> None:
        self.rule_set = rule_set
        self._plan = rule_set.plan
        self._atoms = rule_set.atoms
        self._nodes = [rule.node for rule in rule_set.rules]
        self._probes: dict[Column, list[Probe]] = {}
        for probe in rule_set.probes():
            self._probes.setdefault(source_of(probe.column), []).append(probe)
        self._quiet = Quiet()
        self._triggers = flags_of(len(self._atoms), list(self._plan.candidates))
        self._profile = Profiler(self._nodes, len(self._atoms)) if profile else None
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[frozenset[int], int] = {frozenset(): 0}
        self._sets: list[frozenset[int]] = [frozenset()]
        self._judged: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._status_sets = np.full(_STATUSES + 1, -1, np.int64)

    def scan(self, rows: AccessRows) -> Hits:
        """Return the rules that match each row."""
        if len(self._sets) + len(self._judged) > _REMEMBERED:
            self._forget()
        sources = Sources(rows)
        looks = self._look(sources)
        chosen = self._marked_rows(rows, looks)
        if not len(chosen):
            return Hits(np.empty(0, np.int64), np.empty(0, np.int32))
        parts: dict[Column, Part] = {}
        columns = [self._set_numbers(look, chosen, parts)[look.source.codes[chosen]] for look in looks]
        if self._plan.status:
            columns.append(self._status_numbers(rows)[chosen])
        if self._plan.by_row:
            columns.append(self._row_numbers(sources, chosen))
        return self._judge(chosen, columns)

    def marks(self, rule: int, text: str) -> list[tuple[int, int]]:
        """Return the character ranges of a raw line that this rule (its place in the set) matched."""
        from siaga.detection.engine.marks import marks  # noqa: PLC0415 (re2 costs a start 15 ms)

        return marks(self.rule_set.rules[rule], self._atoms, text)

    def profile(self) -> list[RuleCost]:
        """Return what each rule cost so far, dearest first; empty unless made with `profile=True`."""
        return [] if self._profile is None else self._profile.costs()

    def _look(self, sources: Sources) -> list[_Look]:
        """Look for triggers in all values that are not known to hold none."""
        looks: list[_Look] = []
        for column, probes in self._probes.items():
            source = sources.source(column)
            fresh = self._quiet.fresh(column, source)
            part = source.part(fresh)
            seen = [_Look(probe, source, part, probe.look(part)) for probe in probes]
            if self._profile is not None:
                for look in seen:
                    self._profile.saw(look.pairs[1])
            self._quiet.remember(
                column, source, fresh, set().union(*(look.pairs[0].tolist() for look in seen))
            )
            looks += seen
        return looks

    def scan_lines(self, lines: Sequence[bytes]) -> Hits:
        """Scan lines that no format could read: the whole line is the request and the text for keywords."""
        return self.scan(rows_of_lines(lines))

    def triggers_found(self, rows: AccessRows) -> Counter[int]:
        """Count the rows in which each trigger is found."""
        counts: Counter[int] = Counter()
        sources = Sources(rows)
        for column, probes in self._probes.items():
            source = sources.source(column)
            per_value = np.bincount(source.codes[source.codes >= 0], minlength=len(source))
            for probe in probes:
                owners, atoms = probe.look(source.part(np.arange(len(source))))
                size = len(self._atoms)
                packed = np.unique(owners * size + atoms)
                for owner, atom in zip((packed // size).tolist(), (packed % size).tolist(), strict=True):
                    counts[atom] += int(per_value[owner])
        return counts

    def _marked_rows(self, rows: AccessRows, looks: list[_Look]) -> Int64s:
        if self._plan.always:
            return np.arange(len(rows))
        marked: Flags = np.zeros(len(rows), np.bool_)
        for look in looks:
            flags = look.probe.marked(look.source, look.pairs, self._triggers)
            if flags is not None:
                marked |= flags[look.source.codes]
        if any(self._triggers[atom] for atom in self._plan.status):
            numbers = self._status_numbers(rows)
            known = np.unique(numbers)
            setting_off = [n for n in known.tolist() if any(self._triggers[atom] for atom in self._sets[n])]
            marked |= np.isin(numbers, setting_off)
        return np.flatnonzero(marked)

    def _number(self, found: frozenset[int]) -> int:
        number = self._numbers.get(found)
        if number is None:
            number = self._numbers[found] = len(self._sets)
            self._sets.append(found)
        return number

    def _set_numbers(self, look: _Look, chosen: Int64s, parts: dict[Column, Part]) -> Int64s:
        """Return for each value (last place: absent) the number of the set of atoms found in it."""
        probe, source = look.probe, look.source
        base = frozenset(probe.plan.present) if probe.raw else frozenset()
        absent = frozenset(probe.plan.on_absent) if probe.raw else frozenset()
        seen = np.zeros(len(source) + 1, np.bool_)
        seen[source.codes[chosen]] = True
        column = source_of(probe.column)
        part = parts.get(column)
        if part is None:
            wanted = np.flatnonzero(seen[:-1])
            first = look.part
            # what the first pass decoded is used again where it covers the rows without much waste
            covers = len(wanted) * 2 >= len(first.numbers) and bool(np.isin(wanted, first.numbers).all())
            part = parts[column] = first if covers else source.part(wanted)
        numbers = np.full(len(source) + 1, self._number(base), np.int64)
        numbers[-1] = self._number(absent)
        if probe.column == "query" and base != absent:
            without = np.ones(len(source), np.bool_)
            if (raw := part.raw("query")) is not None:
                without[raw.owners] = False
            numbers[:-1][without] = self._number(absent)
        owners, atoms = probe.look_again(part, look.pairs)
        known = seen[owners]
        size = len(self._atoms)
        packed = np.unique(owners[known] * size + atoms[known])
        if not len(packed):
            return numbers
        owners, atoms = packed // size, packed % size
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        ends = np.append(starts[1:], len(owners))
        found = atoms.tolist()
        numbers[owners[starts]] = [
            self._number(base.union(found[start:end]))
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        return numbers

    def _status_numbers(self, rows: AccessRows) -> Int64s:
        places = np.where((rows.status < 0) | (rows.status >= _STATUSES), _STATUSES, rows.status)
        numbers = self._status_sets[places]
        if (numbers < 0).any():
            for place in np.unique(places).tolist():
                status = place if place < _STATUSES else -1
                atoms = (n for n in self._plan.status if status_holds(self._atoms[n], status))
                self._status_sets[place] = self._number(frozenset(atoms))
            numbers = self._status_sets[places]
        return numbers

    def _row_numbers(self, sources: Sources, chosen: Int64s) -> Int64s:
        numbers = np.zeros(len(chosen), np.int64)
        for atom in self._plan.by_row:
            held = holds_in_rows(self._atoms[atom], sources, chosen)
            known, places = np.unique(numbers * 2 + held, return_inverse=True)
            numbers = np.array(
                [
                    self._number(self._sets[n // 2] | {atom} if n % 2 else self._sets[n // 2])
                    for n in known.tolist()
                ]
            )[places]
        return numbers

    def _judge(self, chosen: Int64s, columns: list[Int64s]) -> Hits:
        columns = [column for column in columns if column.any()]
        packed = np.zeros(len(chosen), np.int64)
        for column in columns:
            if len(columns) > 1 and packed.any():
                packed = np.unique(packed, return_inverse=True)[1]
            packed = packed * len(self._sets) + column
        _, first, places = np.unique(packed, return_index=True, return_inverse=True)
        keys = np.stack([column[first] for column in columns], 1).tolist() if columns else [[]] * len(first)
        verdicts = [self._rules_for(tuple(key)) for key in keys]
        counts = np.array([len(verdict) for verdict in verdicts], np.int64)
        flat = np.array([rule for verdict in verdicts for rule in verdict], np.int32)
        offsets = np.cumsum(counts) - counts
        each = counts[places]
        total = int(each.sum())
        within = np.arange(total) - np.repeat(np.cumsum(each) - each, each)
        return Hits(np.repeat(chosen, each), flat[np.repeat(offsets[places], each) + within])

    def _rules_for(self, key: tuple[int, ...]) -> tuple[int, ...]:
        found = self._judged.get(key)
        if found is None:
            hit = frozenset[int]().union(*(self._sets[number] for number in key))
            rules = set(self._plan.always).union(*(self._plan.candidates.get(atom, ()) for atom in hit))
            if self._profile is None:
                found = tuple(sorted(rule for rule in rules if holds(self._nodes[rule], hit)))
            else:
                found = self._profile.judge(rules, hit)
            self._judged[key] = found
        return found
