"""Marks the part that matters in every cited line: what a signature matched, the request or the login."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import re2

from siaga.detection.ledger.moves import Move
from siaga.findings.shape import Attempt, Entry, Signal, Witness

Marks = tuple[tuple[int, int], ...]
MarkRule = Callable[[int, str], Sequence[tuple[int, int]]]
"""Returns the [start, end) character ranges of a text that a rule (its place in the set) matched."""

_TELLING = re2.compile(
    r'"(?:[A-Z]{3,10}) ([^" ]+)'  # the target of a request line
    r'|"(?:uri|request_uri|url|path)":"([^"]+)"'
    r"|((?:Accepted|Failed) \S+ for (?:invalid user )?\S+ from \S+)"
    r"|((?:OK|FAIL) (?:LOGIN|UPLOAD|DOWNLOAD).*)"
    r"|((?:PHP )?(?:Warning|Parse error|Fatal error|Notice):.*)"
)


class Marker:
    """Marks witnesses; knows which signatures matched which line of the ledger."""

    def __init__(self, mark_rule: MarkRule, moves: Iterable[Move], rule_places: dict[str, int]) -> None:
        self._mark_rule = mark_rule
        self._rules = {(m.place.file, m.place.line_no): m.rules for m in moves if m.rules}
        self._places = rule_places

    def entry(self, entry: Entry) -> Entry:
        """Mark an entry's witnesses, and those of its signals."""
        return replace(
            entry,
            witnesses=self._all(entry.witnesses),
            signals=tuple(self._signal(signal) for signal in entry.signals),
        )

    def attempt(self, attempt: Attempt) -> Attempt:
        """Mark the examples of an attempt by its own rule."""
        place = self._places.get(attempt.rule)
        if place is None:
            return attempt
        examples = tuple(
            replace(example, marks=tuple(self._mark_rule(place, example.text)) or _request(example.text))
            for example in attempt.examples
        )
        return replace(attempt, examples=examples)

    def _signal(self, signal: Signal) -> Signal:
        return replace(signal, witnesses=self._all(signal.witnesses))

    def _all(self, witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
        return tuple(replace(w, marks=self._marks(w)) for w in witnesses)

    def _marks(self, witness: Witness) -> Marks:
        rules = self._rules.get((witness.file, witness.line_no), ())
        found = sorted({span for rule in rules for span in self._mark_rule(rule, witness.text)})
        return tuple(found) or _request(witness.text)


def _request(text: str) -> Marks:
    found = _TELLING.search(text)
    if found is None:
        return ()
    group = next(number for number in range(1, 6) if found[number] is not None)
    return ((found.start(group), found.end(group)),)
