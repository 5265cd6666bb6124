"""Sigma correlations: rules about how often, how variously or in which order other rules match.

Fed with the hits of block after block, in about the order of time. State is kept per group (the values
of the `group-by` fields) and bounded. A correlation is reported when its condition begins to hold, and
again only after it has ceased to hold. See the Sigma correlation rules specification 2.0.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field

from siaga.detection.engine.engine import Hits
from siaga.detection.engine.fields import Column
from siaga.detection.engine.rule import Correlation
from siaga.detection.engine.rule_set import RuleSet
from siaga.detection.engine.sources import Sources
from siaga.intake.rows import NO_TIME, AccessRows

Group = tuple[bytes | None, ...]
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "eq": lambda count, bound: count == bound,
    "lt": lambda count, bound: count < bound,
    "lte": lambda count, bound: count <= bound,
    "gt": lambda count, bound: count > bound,
    "gte": lambda count, bound: count >= bound,
}
MOST_GROUPS = 100_000
"""Groups kept per correlation; beyond it those longest silent are dropped."""


@dataclass(frozen=True, slots=True)
class Correlated:
    """A correlation that began to hold at row `row` of the block last fed.

    `count` is events, distinct values or distinct rules, as its kind counts; times in UTC µs.
    """

    correlation: Correlation
    group: Group
    row: int
    first_seen_us: int
    last_seen_us: int
    count: int


@dataclass(slots=True)
class _State:
    """What one group has seen within the window; only as much as the condition can ask for.

    `times` are those of the last events, in order (event_count). `latest` is when each rule or value was
    last seen (temporal, value_count). `begun[n]` is when the latest run of the first n + 1 rules in their
    order began (temporal_ordered).
    """

    times: list[int] = field(default_factory=list)
    latest: dict[bytes, int] = field(default_factory=dict)
    begun: list[int | None] = field(default_factory=list)
    newest: int = NO_TIME
    held: bool = False


class Correlator:
    """Evaluates all correlations of a rule set."""

    def __init__(self, rule_set: RuleSet) -> None:
        self._rules = [rule.id for rule in rule_set.rules]
        self._correlations = rule_set.correlations
        self._states: list[dict[Group, _State]] = [{} for _ in self._correlations]
        self._users: dict[int, list[int]] = {}
        for number, correlation in enumerate(self._correlations):
            for rule, identifier in enumerate(self._rules):
                if identifier in correlation.rules:
                    self._users.setdefault(rule, []).append(number)

    def feed(self, rows: AccessRows, hits: Hits) -> list[Correlated]:
        """Take the hits of one block; return what began to hold. Lines without a time are left out."""
        if not self._users:
            return []
        sources = Sources(rows)
        found: list[Correlated] = []
        pairs = zip(hits.row.tolist(), hits.rule.tolist(), strict=True)
        timed = sorted((int(rows.time_us[row]), row, rule) for row, rule in pairs if rule in self._users)
        for time_us, row, rule in timed:
            if time_us != NO_TIME:
                for number in self._users[rule]:
                    match = self._event(number, sources, row, rule, time_us)
                    if match is not None:
                        found.append(match)
        return found

    def _event(self, number: int, sources: Sources, row: int, rule: int, time_us: int) -> Correlated | None:
        correlation = self._correlations[number]
        group = tuple(_value(sources, column, row) for column in correlation.group_by)
        states = self._states[number]
        state = states.pop(group, None) or _State()
        states[group] = state  # the dictionary's order is that of the last event
        if len(states) > MOST_GROUPS:
            del states[next(iter(states))]
        label = self._rules[rule].encode()
        if correlation.kind == "value_count":
            value = _value(sources, correlation.field, row)
            if value is None:
                return None
            label = value
        state.newest = max(state.newest, time_us)
        count, first_us = _COUNTS[correlation.kind](correlation, state, label, time_us)
        holds = _HOLDS[correlation.operator](count, correlation.count)
        began, state.held = holds and not state.held, holds
        return Correlated(correlation, group, row, first_us, state.newest, count) if began else None


def _count_events(correlation: Correlation, state: _State, _label: bytes, time_us: int) -> tuple[int, int]:
    """Return how many events the window holds (at most one more than asked for), and the first's time."""
    times = state.times
    insort(times, time_us)
    keep = max(bisect_left(times, state.newest - correlation.window_us), len(times) - correlation.count - 1)
    del times[:keep]
    return len(times), times[0] if times else time_us


def _count_labels(correlation: Correlation, state: _State, label: bytes, time_us: int) -> tuple[int, int]:
    """Return how many distinct rules or values the window holds (likewise bounded), and since when."""
    latest = state.latest
    latest[label] = max(latest.get(label, time_us), time_us)
    oldest = state.newest - correlation.window_us
    for expired in [known for known, seen in latest.items() if seen < oldest]:
        del latest[expired]
    if len(latest) > max(correlation.count, len(correlation.rules)) + 1:
        del latest[min(latest, key=lambda known: (latest[known], known))]
    return len(latest), min(latest.values(), default=time_us)


def _count_steps(correlation: Correlation, state: _State, label: bytes, time_us: int) -> tuple[int, int]:
    """Return how many of the rules, from the first on, have matched in their order, and since when."""
    begun = state.begun or [None] * len(correlation.rules)
    oldest = state.newest - correlation.window_us
    # backwards, so that one event never serves as two steps
    for step in range(len(begun) - 1, -1, -1):
        if correlation.rules[step].encode() == label:
            since = time_us if step == 0 else begun[step - 1]
            begun[step] = begun[step] if since is None else since
    state.begun = [None if since is None or since < oldest else since for since in begun]
    steps = max((step + 1 for step, since in enumerate(state.begun) if since is not None), default=0)
    return steps, (state.begun[steps - 1] if steps else None) or time_us


_COUNTS: dict[str, Callable[[Correlation, _State, bytes, int], tuple[int, int]]] = {
    "event_count": _count_events,
    "value_count": _count_labels,
    "temporal": _count_labels,
    "temporal_ordered": _count_steps,
}


def _value(sources: Sources, column: str, row: int) -> bytes | None:
    if column == "status":
        return b"%d" % sources.rows.status[row]
    if column == "bytes":
        return b"%d" % sources.rows.bytes_sent[row]
    name: Column = column  # type: ignore[assignment]  # the name of a column, checked when the rule was read
    return sources.value(name, row)
