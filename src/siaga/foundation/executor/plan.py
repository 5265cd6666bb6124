"""Which item is handed out next: many at a time, but one by one after a worker died, to find the culprit."""

from __future__ import annotations

from collections import Counter, deque

FAR = 16
"""Windows by which results may run ahead of the oldest unfinished item: what is waiting is in memory."""


class Plan:
    """The state of one run over items 0 … `total` - 1 with at most `window` of them in hand.

    When a worker dies, all items in hand are suspects, for none can say which one killed it. Each suspect is
    then handed out alone, so that an item's deaths are its own, and the innocent are never given up.
    """

    def __init__(self, total: int, window: int) -> None:
        self._total = total
        self._window = window
        self._fresh = 0
        self._oldest = 0
        self._early: set[int] = set()
        """Finished before an older one."""
        self._hand: set[int] = set()
        self._suspects: deque[int] = deque()
        self._under_watch = False
        self._deaths: Counter[int] = Counter()

    @property
    def is_open(self) -> bool:
        """Say whether anything is left to do."""
        return self._oldest < self._total

    def next(self) -> int | None:
        """Return the item to hand out now, or None: wait for one in hand first."""
        if self._suspects:
            if self._hand:
                return None
            return self._handed(self._suspects.popleft(), watched=True)
        full = len(self._hand) >= (1 if self._under_watch else self._window)
        far = self._fresh >= self._oldest + FAR * self._window
        if full or (far and self._hand) or self._fresh == self._total:
            return None
        self._fresh += 1
        return self._handed(self._fresh - 1, watched=False)

    def finished(self, item: int) -> None:
        """Take note that an item has its result."""
        self._hand.discard(item)
        self._early.add(item)
        while self._oldest in self._early:
            self._early.discard(self._oldest)
            self._oldest += 1
        self._under_watch = self._under_watch and bool(self._hand)

    def died(self, item: int) -> int:
        """Take note that a worker died with this item in hand; return how often it did with it alone."""
        self._deaths[item] += self._under_watch
        self._hand.discard(item)
        self._suspects.append(item)
        return self._deaths[item]

    def _handed(self, item: int, *, watched: bool) -> int:
        self._hand.add(item)
        self._under_watch = watched
        return item
