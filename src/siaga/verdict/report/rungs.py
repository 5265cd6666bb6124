"""The rungs of the ladder for one entry: which were witnessed, and which is the highest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from siaga.findings.shape import STEPS, Entry, Step
from siaga.verdict.result import CheckResult

State = Literal["top", "witnessed", "unwitnessed", "above"]
"""`unwitnessed`: below the highest step, but no line shows it (a stolen password needs no attempt)."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder and what is known of it."""

    step: Step
    state: State


def rungs(entry: Entry, result: CheckResult) -> tuple[Rung, ...]:
    """Return the five rungs, lowest first."""
    witnessed = {signal.step for signal in entry.signals} | _tried(entry, result)
    highest = STEPS.index(entry.step)
    return tuple(
        Rung(step, _state(index, highest, seen=step in witnessed)) for index, step in enumerate(STEPS)
    )


def _state(index: int, highest: int, *, seen: bool) -> State:
    if index == highest:
        return "top"
    if index > highest:
        return "above"
    return "witnessed" if seen else "unwitnessed"


def _tried(entry: Entry, result: CheckResult) -> set[Step]:
    """Find the steps that the same addresses' attempts on the same site show."""
    addresses = set(entry.actor.client_ips)
    steps: set[Step] = set()
    for attempt in result.attempts:
        if attempt.site == entry.site and addresses.intersection(attempt.client_ips):
            steps.add("attempt")
            if attempt.reached:
                steps.add("reached")
    return steps
