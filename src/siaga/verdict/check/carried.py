"""What the reading of a file carries from one of its parts to the next, within one process."""

from __future__ import annotations

from siaga.detection.ledger.lightening import quota_of_a_part
from siaga.detection.ledger.selection import Selector
from siaga.intake.formats.contract import Format


class Carried:
    """What was learnt of a file so far, from those of its parts that this process has read, in their order.

    With `light`, raw lines are picked so that blocks can be let go: `quota` says which.
    """

    def __init__(self, *, light: bool = False) -> None:
        self._light = light
        self._begin("", 0)

    def _begin(self, name: str, base: int) -> None:
        self._file = (name, base)
        self.selector = Selector()
        self.quota = quota_of_a_part() if self._light else None
        self.head: Format | None = None
        """The format by the file's beginning, once `head_known`."""
        self.head_known = False

    def turn_to(self, name: str, base: int) -> None:
        """Turn to a part of a log that begins at `base` (bytes) of a file; begin anew if it is another."""
        if (name, base) != self._file:
            self._begin(name, base)
