"""What is remembered between blocks, and that it is bounded."""

from __future__ import annotations

import numpy as np
import pytest

from siaga.detection.engine import memory
from siaga.detection.engine.memory import FRESH, QUIET, AtomSets, ValueMemory
from siaga.detection.engine.sources import Source


def source(*values: bytes) -> Source:
    return Source(np.arange(len(values)), list(values))


def test_values_are_known_by_what_they_hold() -> None:
    known = ValueMemory()
    first = source(b"a", b"b", b"c")
    assert known.numbers("uri", first).tolist() == [FRESH] * 3
    known.remember("uri", first, np.array([0, 2]), np.array([QUIET, 7]))
    assert known.numbers("uri", source(b"c", b"b", b"d", b"a")).tolist() == [7, FRESH, FRESH, QUIET]
    assert known.numbers("user_agent", first).tolist() == [FRESH] * 3


def test_empty_values_are_not_remembered_and_long_ones_by_a_digest() -> None:
    known = ValueMemory()
    values = source(b"", b"x" * 5000, b"x" * 5001)
    known.remember("uri", values, np.arange(2), np.zeros(2, np.int64))
    assert known.numbers("uri", values).tolist() == [FRESH, 0, FRESH]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_BYTES", 1000)
    known = ValueMemory()
    for number in range(20):
        known.remember("uri", source(b"%d" % number * 50), np.arange(1), np.zeros(1, np.int64))
    kept = [number for number in range(20) if known.numbers("uri", source(b"%d" % number * 50))[0] == 0]
    assert len(kept) < 10


def test_sets_are_numbered_and_know_whether_they_hold_a_trigger() -> None:
    sets = AtomSets({3, 2000})
    numbers = [sets.number(frozenset((atom,))) for atom in range(3000)]
    assert numbers == list(range(1, 3001))
    assert sets.number(frozenset((5,))) == 6
    assert sets.number(frozenset()) == 0
    assert np.flatnonzero(sets.loud(np.arange(3001))).tolist() == [4, 2001]
    assert sets.sets[4] == {3}
    assert len(sets) == 3001
