"""A source's tally keeps its files, and the first and last time in each."""

from __future__ import annotations

import numpy as np

from siaga.intake.rows import NO_TIME
from siaga.verdict.coverage.source_tally import SourceTally
from siaga.verdict.coverage.trace import Times


def test_files_are_noted_once_in_their_order() -> None:
    tally = SourceTally("access.log")
    for name in ("access.log.1", "access.log", "access.log.1"):
        tally.add_file(name)
    assert tally.files == ["access.log.1", "access.log"]


def test_spans_are_kept_per_file() -> None:
    tally = SourceTally("access.log")
    tally.add_times("access.log.1", Times.of(np.array([1, 2]), np.array([50, 10], np.int64)))
    tally.add_times("access.log.1", Times.of(np.array([3, 4]), np.array([NO_TIME, 70], np.int64)))
    tally.add_times("access.log", Times.of(np.array([1]), np.array([NO_TIME], np.int64)))
    assert tally.spans == {"access.log.1": (10, 70)}
    assert (tally.trace.first_us, tally.trace.last_us, tally.trace.timed) == (10, 70, 3)


def test_a_new_tally_knows_nothing() -> None:
    tally = SourceTally("x")
    assert (tally.kind, tally.format, tally.lines, tally.spans) == ("unknown", "unknown", 0, {})
