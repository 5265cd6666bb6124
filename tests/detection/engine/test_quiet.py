"""Tests of siaga.detection.engine.quiet."""

from __future__ import annotations

import numpy as np
import pytest

from siaga.detection.engine import quiet
from siaga.detection.engine.quiet import Quiet
from siaga.detection.engine.sources import Source


def source(*values: bytes) -> Source:
    return Source(np.arange(len(values)), list(values))


def test_quiet_values_are_not_looked_at_again_and_loud_ones_are() -> None:
    memory = Quiet()
    first = source(b"a", b"b", b"c")
    assert memory.fresh("uri", first).tolist() == [0, 1, 2]
    memory.remember("uri", first, np.arange(3), loud={1})
    assert memory.fresh("uri", source(b"c", b"b", b"d", b"a")).tolist() == [1, 2]
    assert memory.fresh("user_agent", first).tolist() == [0, 1, 2]


def test_empty_and_long_values_are_not_remembered() -> None:
    memory = Quiet()
    values = source(b"", b"x" * 5000)
    memory.remember("uri", values, np.arange(2), loud=set())
    assert memory.fresh("uri", values).tolist() == [0, 1]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quiet, "_MOST_BYTES", 1000)
    memory = Quiet()
    for number in range(20):
        values = source(b"%d" % number * 50)
        memory.remember("uri", values, np.arange(1), loud=set())
    known = sum(not len(memory.fresh("uri", source(b"%d" % number * 50))) for number in range(20))
    assert known < 10
