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
from siaga.detection.engine.memory import AtomSets, ValueMemory
from siaga.detection.engine.probe import Probe
from siaga.detection.engine.profile import Profiler, RuleCost
from siaga.detection.engine.row_atoms import Flags, flags_of, holds_in_rows, status_holds
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.samples import rows_of_lines
from siaga.detection.engine.source_scan import Look, SourceScan
from siaga.detection.engine.sources import Sources, source_of
from siaga.intake.rows import AccessRows, Int32s, Int64s

_REMEMBERED = 50_000
"""Distinct sets and combinations kept in memory before they are forgotten and counted anew."""
_STATUSES = 1000


@dataclass(frozen=True, slots=True)
class Hits:
    """Which rule matched which row: parallel arrays, sorted by row, then rule (its place in the set)."""

    row: Int64s
    rule: Int32s

    def __len__(self) -> int:
        return len(self.row)


class Engine:
    """Scans blocks with one rule set. Not to be shared by threads."""

    def __init__(self, rule_set: RuleSet, *, profile: bool = False) -> None:
        self.rule_set = rule_set
        self._plan = rule_set.plan
        self._atoms = rule_set.atoms
        self._nodes = [rule.node for rule in rule_set.rules]
        self._triggers = flags_of(len(self._atoms), list(self._plan.candidates))
        self._setting_off = frozenset(self._plan.candidates)
        self._probes: dict[Column, list[Probe]] = {}
        for probe in rule_set.probes():
            self._probes.setdefault(source_of(probe.column), []).append(probe)
        self._scans = [SourceScan(column, probes, self._triggers) for column, probes in self._probes.items()]
        self._profile = Profiler(self._nodes, len(self._atoms)) if profile else None
        self._forget()

    def _forget(self) -> None:
        self._sets = AtomSets(self._setting_off)
        self._memory = ValueMemory()
        self._judged: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._status_sets = np.full(_STATUSES + 1, -1, np.int64)

    def scan(self, rows: AccessRows) -> Hits:
        """Return the rules that match each row."""
        if len(self._sets) + len(self._judged) > _REMEMBERED:
            self._forget()
        sources = Sources(rows)
        looks = [scan.look(sources.source(scan.column), self._memory) for scan in self._scans]
        if self._profile is not None:
            for look in looks:
                self._profile.saw(look.pairs[1])
        chosen = self._marked_rows(rows, looks)
        if not len(chosen):
            return Hits(np.empty(0, np.int64), np.empty(0, np.int32))
        columns = [
            scan.complete(look, chosen, self._sets, self._memory)
            for scan, look in zip(self._scans, looks, strict=True)
        ]
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

    def _marked_rows(self, rows: AccessRows, looks: list[Look]) -> Int64s:
        if self._plan.always:
            return np.arange(len(rows))
        marked: Flags = np.zeros(len(rows), np.bool_)
        for scan, look in zip(self._scans, looks, strict=True):
            flags = scan.marked(look, self._sets)
            if flags is not None:
                marked |= flags[look.source.codes]
        if any(self._triggers[atom] for atom in self._plan.status):
            marked |= self._sets.loud(self._status_numbers(rows))
        return np.flatnonzero(marked)

    def _status_numbers(self, rows: AccessRows) -> Int64s:
        places = np.where((rows.status < 0) | (rows.status >= _STATUSES), _STATUSES, rows.status)
        numbers = self._status_sets[places]
        if (numbers < 0).any():
            for place in np.unique(places).tolist():
                status = place if place < _STATUSES else -1
                atoms = (n for n in self._plan.status if status_holds(self._atoms[n], status))
                self._status_sets[place] = self._sets.number(frozenset(atoms))
            numbers = self._status_sets[places]
        return numbers

    def _row_numbers(self, sources: Sources, chosen: Int64s) -> Int64s:
        numbers = np.zeros(len(chosen), np.int64)
        for atom in self._plan.by_row:
            held = holds_in_rows(self._atoms[atom], sources, chosen)
            known, places = np.unique(numbers * 2 + held, return_inverse=True)
            numbers = np.array(
                [
                    self._sets.number(self._sets.sets[n // 2] | {atom} if n % 2 else self._sets.sets[n // 2])
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
            hit = frozenset[int]().union(*map(self._sets.sets.__getitem__, key))
            setting_off = hit & self._setting_off
            rules = set(self._plan.always).union(*map(self._plan.candidates.__getitem__, setting_off))
            if self._profile is None:
                found = tuple(sorted(rule for rule in rules if holds(self._nodes[rule], hit)))
            else:
                found = self._profile.judge(rules, hit)
            self._judged[key] = found
        return found
