"""Triggers first, all else on demand, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from siaga.detection.engine.memory import AtomSets, ValueMemory
from siaga.detection.engine.row_atoms import flags_of
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.source_scan import SourceScan
from siaga.detection.engine.sources import Source


def made(rule_set: RuleSet) -> tuple[SourceScan, AtomSets, ValueMemory]:
    triggers = flags_of(len(rule_set.atoms), list(rule_set.plan.candidates))
    probes = rule_set.probes()
    return (
        SourceScan("uri", probes, triggers),
        AtomSets(rule_set.plan.candidates.keys()),
        ValueMemory(),
    )


def test_a_value_is_scanned_once_and_then_known(load: Callable[..., RuleSet]) -> None:
    scan, sets, memory = made(load(rule="s:\n  cs-uri|contains|all: [xp_cmdshell, '.html']\ncondition: s"))
    source = Source(np.array([0, 1, 2, -1]), [b"/a.html", b"/xp_cmdshell.html", b"/x"])
    look = scan.look(source, memory)
    flags = scan.marked(look, sets)
    assert flags is not None
    assert flags.tolist() == [False, True, False, False]
    numbers = scan.complete(look, np.array([1, 3]), sets, memory)
    assert [len(sets.sets[number]) for number in numbers.tolist()] == [2, 0]
    again = scan.look(source, memory)
    assert len(again.pairs[0]) == 0
    assert again.numbers.tolist() == [-1, numbers[0], -1]
    known = scan.marked(again, sets)
    assert known is not None
    assert known.tolist() == flags.tolist()
    quiet = scan.complete(again, np.array([0, 2]), sets, memory)
    assert [len(sets.sets[number]) for number in quiet.tolist()] == [1, 0]


def test_targets_without_a_query(load: Callable[..., RuleSet]) -> None:
    scan, sets, memory = made(
        load(
            absent="s:\n  cs-uri-query: null\n  cs-uri|contains: a\ncondition: s",
            present="s:\n  cs-uri-query|exists: true\n  cs-uri|contains: a\ncondition: s",
        )
    )
    source = Source(np.array([0, 1, 2]), [b"/a", b"/a?", b"/a?x"])
    look = scan.look(source, memory)
    numbers = scan.complete(look, np.arange(3), sets, memory)
    assert [len(sets.sets[number]) for number in numbers.tolist()] == [2, 3, 2]
    assert len(set(numbers.tolist())) == 3


def test_nothing_found_marks_nothing(load: Callable[..., RuleSet]) -> None:
    scan, sets, memory = made(load(rule="s:\n  cs-uri|contains: xp_cmdshell\ncondition: s"))
    source = Source(np.array([0, -1]), [b"/a"])
    assert scan.marked(scan.look(source, memory), sets) is None
