"""Tells answers that hold no record from records: one and the same length for every number that was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from siaga.detection.ledger.moves import Move

PEERS, OWN_SIZES = 10, 5
"""So many other readers, who were given records of so many lengths, show that records differ in length."""

ALIKE = 10
"""Numbers that must have got that one answer."""

_SELDOM = 0.25
"""Share of the readers who may have got it too: a wrong number happens to anybody."""

_SLACK = 8
"""Bytes by which such an answer varies, as it may repeat the number that was asked for."""


class Hollow:
    """Knows what a page gave its readers first, so that each of them counts once however much he read."""

    def __init__(self, first: Iterable[Move]) -> None:
        sizes = [move.size for move in first if move.status == 200 and move.size > 0]
        self._sizes = Counter(sizes)
        self._readers = len(sizes)

    def without(self, records: dict[int, Move]) -> dict[int, Move]:
        """Return a reader's records without the answers that say "there is none".

        Such an answer is his most usual one, hardly anybody else's, and of one length, while the records
        that others were given differ in theirs. Only whole answers (200) count: how long a part of an
        answer is (206) is the reader's choice.
        """
        sizes = Counter(move.size for move in records.values() if move.status == 200 and move.size > 0)
        usual, times = sizes.most_common(1)[0] if sizes else (0, 0)
        if times < ALIKE or not self._differ(usual):
            return records
        return {
            number: move
            for number, move in records.items()
            if move.status != 200 or abs(move.size - usual) > _SLACK
        }

    def _differ(self, usual: int) -> bool:
        """Say whether the readers were seldom given an answer as long as this, but answers of many lengths."""
        near = range(usual - _SLACK, usual + _SLACK + 1)
        alike = sum(self._sizes[size] for size in near)
        lengths = len(self._sizes) - sum(size in self._sizes for size in near)
        return self._readers > PEERS and alike <= _SELDOM * self._readers and lengths >= OWN_SIZES
