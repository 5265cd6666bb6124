"""Finds in an application's own trail which account published pages, by the names that both give them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.urls import plain_path
from siaga.intake.rows import NO_TIME

PAGES = 3
"""Pages that trail and access log both name: one may be an honest article of the same title."""

_PLACING = frozenset({"content_change", "upload"})
_LONG, _MOST_NAMES, _READ = 10, 200, 400
_SHARE = 5
_SLACK_US, _BEFORE_US = 3_600_000_000, 30 * 24 * 3_600_000_000
_BETWEEN = re.compile(r"[^a-z0-9]+")
_ENDING = re.compile(r"\.[a-z]{3,5}$")


def published_by(scene: Scene, pages: Sequence[Move]) -> list[Happening]:
    """Return who first wrote each page, as a trail tells; nothing where it tells of too few of them.

    Whoever touches a page later may be the one who cleans up; an account that wrote hardly any of them
    is left out.
    """
    names = _names(pages)
    first: dict[str, Happening] = {}
    for happening in scene.around if names else []:
        event = happening.event
        if event.action not in _PLACING or event.outcome == "failure" or event.time_us == NO_TIME:
            continue
        told = _plain(f"{event.object} {event.message}"[:_READ])
        for name, served_us in names.items():
            # A trail's clock may differ from the web server's, which must not make the page older.
            soon = -_SLACK_US <= served_us - event.time_us <= _BEFORE_US
            if soon and name not in first and f"-{name}-" in told:
                first[name] = happening
    if len(first) < PAGES:
        return []
    wrote = Counter((seen.event.client_ip, seen.event.user) for seen in first.values())
    return [
        seen for seen in first.values() if wrote[seen.event.client_ip, seen.event.user] * _SHARE >= len(first)
    ]


def _names(pages: Sequence[Move]) -> dict[str, int]:
    """Return the pages' own names, the longest-standing first, with the time of their first answer (UTC µs)."""
    found: dict[str, int] = {}
    for path, served_us in first_served(pages).items():
        name = _plain(_ENDING.sub("", plain_path(path).rstrip("/").rpartition("/")[2])).strip("-")
        # A short name, or one without words, would be found in anything.
        if len(name) >= _LONG and "-" in name and len(found) < _MOST_NAMES:
            found.setdefault(name, served_us)
    return found


def first_served(pages: Sequence[Move]) -> dict[bytes, int]:
    """Return the paths of pages, given in time order, and when each was first answered (UTC µs)."""
    found: dict[bytes, int] = {}
    for page in pages:
        found.setdefault(page.path, page.time_us)
    return found


def _plain(text: str) -> str:
    return f"-{_BETWEEN.sub('-', text.lower()).strip('-')}-"
