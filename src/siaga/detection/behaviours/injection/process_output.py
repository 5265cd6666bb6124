"""Witnesses in error logs: what a shell, a downloader or PHP says when an injected command ran."""

from __future__ import annotations

import re
from dataclasses import dataclass

from siaga.detection.behaviours.injection.usual import unusual_words, usual_since
from siaga.detection.behaviours.injection.whole import quotes_whole
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
_STAMP = re.compile(rb"\[?[A-Z0-9][A-Za-z0-9]{1,3}[ /-]")
"""How a stamped line begins: `[Sat Feb`, `[26-Feb-`, `2026/10/`, `Oct 19`."""

_REFUSED = re.compile(rb"ignoring function definition attempt|error importing function definition")
"""What a mended bash says when it does *not* run a function that a header brought."""

_NEVER = 2**62
_NUMBERS = re.compile(rb"\d+")
_STOCK = frozenset({
    "request", "sent", "awaiting", "response...", "length", "saving", "saved", "resolving", "connecting",
    "connected", "unspecified", "application", "name", "service", "known", "unknown", "host", "found", "command",
    "line", "syntax", "error", "unexpected",
})  # fmt: skip
"""What wget, ping and shells say whatever they were asked: whoever sends such a word is not quoted by it."""

_COMMON = _STOCK | frozenset(
    {"http", "https", "index", "echo", "config", "configdir", "html", "path", "file", "page"}
)


@dataclass(frozen=True, slots=True)
class Output:
    """A line of output: when it was written at the earliest and latest (UTC µs), and what it says."""

    happening: Happening
    earliest_us: int
    latest_us: int
    stamped: bool
    words: frozenset[str]
    saying: bytes
    """The line with its numbers left out: what differs by time and size alone is one saying."""

    def may_be(self, time_us: int) -> bool:
        """Say whether it may have been written at a time, in whatever zone its neighbours were stamped."""
        return self.earliest_us - ANY_ZONE_US <= time_us <= self.latest_us + ANY_ZONE_US


class Outputs:
    """The stray process output of a site's error logs, searchable by time and by words.

    Output carries no stamp of its own: it was written between the stamped lines around it. A line
    without a stamp must name something that was sent; being near in time is not enough for it.

    What the log says again and again, and had said before the attack came, is the server's own
    software at its usual work: it goes with no attack, and its words name nothing. Nor does a line go
    with an attack in which a program quotes all that was sent as one word: no shell took it apart.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._lines = [line for file in _by_file(scene.around).values() for line in _lines(file)]
        self._usual_lines = usual_since(
            (line.saying, line.earliest_us, line.latest_us) for line in self._lines
        )
        self._usual_words = usual_since(
            (word, line.earliest_us, line.latest_us) for line in self._lines for word in line.words
        )

    @property
    def lines(self) -> list[Output]:
        """All lines of output, file by file."""
        return self._lines

    def near(self, attacks: list[Move]) -> list[Happening]:
        """Return output that goes with these requests: close in time, or naming what they carried."""
        if not self._lines:
            return []
        words = _words(attacks)
        times = [move.time_us for move in attacks]
        found = []
        for line in self._lines:
            if self.is_usual(line, min(times)) or quotes_whole(line.happening, attacks):
                continue
            named = bool(unusual_words(line.words & words, self._usual_words, self._before(line, min(times))))
            if (named or line.stamped) and self._close(line, times, named=named):
                found.append(line.happening)
        return found

    def is_usual(self, line: Output, time_us: int) -> bool:
        """Say whether the log said this again and again, for the first time before a request came (UTC µs)."""
        return self._usual_lines.get(line.saying, _NEVER) < self._before(line, time_us)

    def _before(self, line: Output, time_us: int) -> int:
        """Return what is surely before a time (UTC µs) by the clock that a line's neighbours were stamped with."""
        known = line.happening.source in self._scene.skew_seconds
        return time_us - (WITHIN_US if known else ANY_ZONE_US)

    def _close(self, line: Output, times: list[int], *, named: bool) -> bool:
        slack = WITHIN_US
        if named:
            known = line.happening.source in self._scene.skew_seconds
            slack = NAMED_WITHIN_US if known else ANY_ZONE_US
        return any(line.earliest_us - slack <= time <= line.latest_us + slack for time in times)


def _by_file(happenings: list[Happening]) -> dict[str, list[Happening]]:
    files: dict[str, list[Happening]] = {}
    for happening in happenings:
        files.setdefault(happening.place.file, []).append(happening)
    return {
        name: sorted(found, key=lambda h: h.place.line_no)
        for name, found in sorted(files.items())
        if any(h.event.action == "output" for h in found)
    }


def _lines(file: list[Happening]) -> list[Output]:
    found: list[Output] = []
    following = _NEVER
    for happening in reversed(file):
        event, stamped = happening.event, _STAMP.match(happening.raw) is not None
        if event.action == "output" and not _REFUSED.search(happening.raw):
            earliest = event.time_us if event.time_us != NO_TIME else -_NEVER
            latest = event.time_us if stamped else following
            message = (event.message or happening.raw.decode("utf-8", "replace")).lower()
            words = frozenset(OWN_WORDS.findall(message))
            saying = _NUMBERS.sub(b"#", happening.raw)
            found.append(Output(happening, earliest, latest, stamped, words, saying))
        if stamped and event.time_us != NO_TIME:
            following = event.time_us
    return found[::-1]


def _words(attacks: list[Move]) -> frozenset[str]:
    found: set[str] = set()
    for move in attacks:
        found.update(OWN_WORDS.findall(canonical_text(move.query)))
    return frozenset(found - _COMMON)
