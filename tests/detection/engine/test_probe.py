"""Looking for one column's patterns in some values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from siaga.detection.engine.probe import NOTHING, joined_pairs
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.sources import Source


def test_triggers_first_and_the_rest_on_demand(load: Callable[..., RuleSet]) -> None:
    rule_set = load(rule="s:\n  cs-user-agent|contains|all: [sqlmap, Mozilla]\ncondition: s")
    [probe] = rule_set.probes()
    source = Source(np.array([0, 1, 2]), [b"Mozilla sqlm%61p", b"Mozilla", b"sqlmap"])
    part = source.part(np.arange(3))
    assert set(probe.look(part)[0].tolist()) == {0, 2}
    assert set(probe.look_again(part)[0].tolist()) == {0, 1}


def test_what_holds_for_empty_values(load: Callable[..., RuleSet]) -> None:
    [probe] = load(rule="s:\n  cs-user-agent: ''\ncondition: s").probes()
    source = Source(np.array([0, 1, 2]), [b"", b"x", b"%00"])
    assert set(probe.look(source.part(np.arange(3)))[0].tolist()) == {0, 2}


def test_joining() -> None:
    some = (np.array([1]), np.array([2]))
    assert joined_pairs([]) is NOTHING
    assert joined_pairs([NOTHING, some]) is some
    assert joined_pairs([some, some])[0].tolist() == [1, 1]
