"""The scan plan of a rule set: which patterns are looked for in which column, and when, and what for."""

from __future__ import annotations

from dataclasses import dataclass, field

from siaga.detection.engine.condition import atoms_of, triggers
from siaga.detection.engine.fields import Column
from siaga.detection.engine.rule import Atom, Rules
from siaga.detection.engine.scanner import Pattern

ROW_KINDS = ("bytes", "cidr", "same")
"""Kinds of atoms that are looked at row by row, on the few rows that may match at all."""


@dataclass(slots=True)
class ColumnPlan:
    """What to look for in one column.

    `first` is scanned for in every value, `unusual` in values with a byte outside `fields.USUAL`, and
    `second` only in values of rows that a trigger has marked: filters and common words, whose every
    find would cost time in harmless text.
    """

    first: list[Pattern] = field(default_factory=list)
    unusual: list[Pattern] = field(default_factory=list)
    second: list[Pattern] = field(default_factory=list)
    present: set[int] = field(default_factory=set)
    on_absent: set[int] = field(default_factory=set)
    on_empty: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Plan:
    """The whole plan. `candidates` maps a trigger to the rules it can set off; `always` has none."""

    columns: dict[Column, ColumnPlan]
    status: tuple[int, ...]
    by_row: tuple[int, ...]
    candidates: dict[int, tuple[int, ...]]
    always: tuple[int, ...]


def plan_of(rules: Rules) -> Plan:
    """Choose triggers for every rule and sort the atoms into columns and passes."""
    candidates: dict[int, list[int]] = {}
    always: list[int] = []
    used: set[int] = set()
    for number, rule in enumerate(rules.rules):
        used |= atoms_of(rule.node)
        chosen = triggers(rule.node, lambda atom: cost(rules.atoms[atom]))
        if chosen is None or any(rules.atoms[atom].kind in ROW_KINDS for atom in chosen):
            always.append(number)
            continue
        for atom in chosen:
            candidates.setdefault(atom, []).append(number)
    columns: dict[Column, ColumnPlan] = {}
    for number in sorted(used):
        named = rules.atoms[number]
        if named.column is not None and named.kind not in ROW_KINDS:
            column = columns.setdefault(named.column, ColumnPlan())
            _place(number, named, column, trigger=number in candidates)
    return Plan(
        columns=columns,
        status=tuple(n for n in sorted(used) if rules.atoms[n].kind == "status"),
        by_row=tuple(n for n in sorted(used) if rules.atoms[n].kind in ROW_KINDS),
        candidates={atom: tuple(numbers) for atom, numbers in sorted(candidates.items())},
        always=tuple(always),
    )


def _place(number: int, atom: Atom, column: ColumnPlan, *, trigger: bool) -> None:
    for scan, triggers_pass in ((atom.scan, column.first), (atom.scan_unusual, column.unusual)):
        if atom.kind == "text" and scan:
            (triggers_pass if trigger else column.second).append((number, scan))
    if atom.kind == "present":
        column.present.add(number)
    if atom.on_absent:
        column.on_absent.add(number)
    if atom.on_empty:
        column.on_empty.add(number)


def cost(atom: Atom) -> float:
    """Return how dear an atom is as a trigger: roughly how often it holds in harmless lines."""
    if atom.kind == "text":
        return atom.share
    return {"absent": 0.7, "status": 2.0, "present": 4.0}.get(atom.kind, 1000.0)
