"""The ladder shows what was witnessed and owns up to what was not."""

from __future__ import annotations

from siaga.verdict.report.rungs import rungs

from .conftest import Sample


def test_steps_with_and_without_a_witness_differ(sample: Sample) -> None:
    result = sample("break_in")
    states = [rung.state for rung in rungs(result.entries[0], result)]
    assert states == ["witnessed", "witnessed", "unwitnessed", "witnessed", "top"]


def test_a_stolen_password_needs_no_attempt(sample: Sample) -> None:
    result = sample("break_in")
    states = [rung.state for rung in rungs(result.entries[1], result)]
    assert states == ["unwitnessed", "unwitnessed", "unwitnessed", "top", "above"]
