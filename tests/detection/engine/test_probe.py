"""Looking for one column's patterns in some values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from siaga.detection.engine.row_atoms import flags_of
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.sources import Source


def test_triggers_first_and_the_rest_on_demand(load: Callable[..., RuleSet]) -> None:
    rule_set = load(
        rule="s:\n  cs-user-agent|contains|all: [sqlmap, Mozilla]\ncondition: s",
        absent="s:\n  cs-user-agent: '-'\ncondition: s",
    )
    [probe] = [probe for probe in rule_set.probes() if probe.column == "user_agent"]
    source = Source(np.array([0, 1, 2, -1]), [b"Mozilla sqlm%61p", b"Mozilla", b"sqlmap"])
    part = source.part(np.arange(3))
    pairs = probe.look(part)
    assert set(pairs[0].tolist()) == {0, 2}
    triggers = flags_of(len(rule_set.atoms), list(rule_set.plan.candidates))
    flags = probe.marked(source, pairs, triggers)
    assert flags is not None
    assert flags.tolist() == [True, False, True, True]
    again = probe.look_again(part, pairs)
    assert len(set(zip(*(array.tolist() for array in again), strict=True))) == 4


def test_nothing_found_marks_nothing(load: Callable[..., RuleSet]) -> None:
    rule_set = load(rule="s:\n  cs-user-agent|contains: sqlmap\ncondition: s")
    [probe] = rule_set.probes()
    source = Source(np.array([0, -1]), [b"Mozilla"])
    assert probe.marked(source, probe.look(source.part(np.arange(1))), flags_of(1, [0])) is None
