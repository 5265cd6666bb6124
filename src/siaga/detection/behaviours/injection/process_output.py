"""Witnesses in error logs: what a shell, a downloader or PHP says when an injected command ran."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.text import canonical_text
from siaga.intake.rows import NO_TIME

WITHIN_US = 15 * 1_000_000
"""How far an error line may lie from the request that caused it, once the clocks are set right."""

NAMED_WITHIN_US = 3_600 * 1_000_000
"""How far off a line may lie that names what was sent."""

ANY_ZONE_US = 15 * 3_600 * 1_000_000
"""The same where the source's clock could not be compared: its stamps may be in any time zone."""

OWN_WORDS = re.compile(r"[a-z0-9_.-]{4,40}")
_COMMON = frozenset({"http", "https", "index", "echo", "config", "configdir", "html", "path", "file", "page"})


@dataclass(slots=True)
class Outputs:
    """The stray process output of a site's error logs, searchable by time and by words."""

    scene: Scene
    lines: list[Happening] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [h for h in self.scene.around if h.event.action == "output"]

    def near(self, attacks: list[Move]) -> list[Happening]:
        """Return output that goes with these requests: close in time, or naming what they carried."""
        if not self.lines:
            return []
        words = _words(attacks)
        times = [move.time_us for move in attacks]
        found = []
        for line in self.lines:
            message = line.event.message.lower() or line.raw.decode("utf-8", "replace").lower()
            named = any(word in words for word in OWN_WORDS.findall(message))
            stamped = line.event.time_us != NO_TIME
            # A line that names what was sent may lie further off; one without a stamp must name it.
            if self._close(line, times, self._reach(line, named=named)) if stamped else named:
                found.append(line)
        return found

    def _reach(self, line: Happening, *, named: bool) -> int:
        if not named:
            return WITHIN_US
        return NAMED_WITHIN_US if line.source in self.scene.skew_seconds else ANY_ZONE_US

    def _close(self, line: Happening, times: list[int], within: int) -> bool:
        return any(abs(line.event.time_us - time) <= within for time in times)


def _words(attacks: list[Move]) -> frozenset[str]:
    found: set[str] = set()
    for move in attacks:
        found.update(OWN_WORDS.findall(canonical_text(move.query)))
    return frozenset(found - _COMMON)
