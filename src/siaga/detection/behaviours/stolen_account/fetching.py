"""How much an account fetches within an hour, programs that synchronise left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from siaga.detection.behaviours.stolen_account.use import Use
from siaga.detection.ledger.happenings import Happening

HOUR_US = 3_600 * 1_000_000
_ARCHIVE = re.compile(r"\.(?:zip|tar|tgz|tar\.(?:gz|bz2|xz|zst)|7z|rar|git)$")


def most_fetched(uses: Sequence[Use]) -> list[Use]:
    """Return the uses of the hour in which the most different files were fetched, one per file."""
    return _most([use for use in uses if _fetched(use)])


def most_archives(uses: Sequence[Use]) -> list[Use]:
    """Return the same for whole archives: repositories, folders, copies of sites."""
    return _most([use for use in uses if _ARCHIVE.search(_fetched(use).lower())])


def _fetched(use: Use) -> str:
    """Return the name of what a use fetched, "" when it fetched nothing."""
    if not isinstance(use.seen, Happening) or use.device.program == "sync":
        return ""
    event = use.seen.event
    return event.object or event.message if event.action == "download" else ""


def _most(fetched: Sequence[Use]) -> list[Use]:
    best: list[Use] = []
    first = 0
    for last, use in enumerate(fetched):
        while use.time_us - fetched[first].time_us > HOUR_US:
            first += 1
        if last - first + 1 > len(best):
            window = {_fetched(one): one for one in fetched[first : last + 1]}
            if len(window) > len(best):
                best = list(window.values())
    return best
