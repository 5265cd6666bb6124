"""Counts what each rule costs, for `--profile-rules`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from siaga.detection.engine.condition import Node, atoms_of, holds
from siaga.intake.rows import Int64s


@dataclass(frozen=True, slots=True)
class RuleCost:
    """What one rule cost so far.

    `found` counts values in which one of its patterns was found, `judged` how often its condition was
    looked at, `matched` how often it held then, `seconds` the processor time of judging.
    """

    rule: int
    found: int
    judged: int
    matched: int
    seconds: float


class Profiler:
    """Keeps count; the engine asks it to judge instead of judging itself."""

    def __init__(self, nodes: Sequence[Node], atoms: int) -> None:
        self._nodes = nodes
        self._found = np.zeros(atoms, np.int64)
        self.judged: Counter[int] = Counter()
        self.matched: Counter[int] = Counter()
        self.nanoseconds: Counter[int] = Counter()

    def saw(self, atoms: Int64s) -> None:
        """Count what a scan found: one atom number for each value it was found in."""
        self._found += np.bincount(atoms, minlength=len(self._found))

    def costs(self) -> list[RuleCost]:
        """Return the cost of every rule, dearest first: by time, then by finds, then by place."""
        costs = [
            RuleCost(
                rule=rule,
                found=int(self._found[sorted(atoms_of(node))].sum()),
                judged=self.judged[rule],
                matched=self.matched[rule],
                seconds=self.nanoseconds[rule] / 1e9,
            )
            for rule, node in enumerate(self._nodes)
        ]
        return sorted(costs, key=lambda cost: (-cost.seconds, -cost.found, cost.rule))

    def judge(self, rules: AbstractSet[int], hit: AbstractSet[int]) -> tuple[int, ...]:
        """Judge each of the rules and note the time it took."""
        matched = []
        for rule in sorted(rules):
            before = time.perf_counter_ns()
            if holds(self._nodes[rule], hit):
                matched.append(rule)
            self.nanoseconds[rule] += time.perf_counter_ns() - before
            self.judged[rule] += 1
        self.matched.update(matched)
        return tuple(matched)
