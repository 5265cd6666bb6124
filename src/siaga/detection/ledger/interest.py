"""Decides which requests behaviours may need to look at again."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from siaga.detection.ledger.facts import Mask
from siaga.detection.ledger.kinds import Kind
from siaga.intake.rows import Int32s, Int64s

ALWAYS = Kind.LOGIN | Kind.ADMIN | Kind.DUMP | Kind.RECORDS | Kind.PAPERS | Kind.SITEMAP | Kind.CODE_EDIT
"""Kinds whose answered requests are looked at again."""

NEW_WITHIN = 40
"""A script is "new" for its first this many requests; what is older is the site's own traffic."""

HOME_PER_HOUR = 2
"""Home page answers kept per hour, to see its size change."""

_HOUR_US = 3_600_000_000


class Signs(Protocol):
    """What of some rows says whether they are kept."""

    @property
    def writes(self) -> Mask:
        """A method that carries a body."""
        ...

    @property
    def crawler(self) -> Mask:
        """Claims to be a search engine."""
        ...

    @property
    def benign(self) -> Mask:
        """No signature matched."""
        ...


def interesting(
    kinds: npt.NDArray[np.int32], before: npt.NDArray[np.int64], status: Int32s, facts: Signs
) -> Mask:
    """Say per row whether to keep it; `kinds` and `before` (requests of that path so far) are per row.

    What the server refused as not there (404, 410) is kept only when a signature matched it or it
    was a login: the path's figures tell the rest.
    """
    missing = (status == 404) | (status == 410) | (status == 400)
    executable = (kinds & Kind.EXECUTABLE) != 0
    odd = executable & ((kinds & Kind.ODD_PLACE) != 0)
    new = executable & (before < NEW_WITHIN)
    # What search engines find first may be what nobody was meant to see.
    found_first = facts.crawler & (before == 0) & ((kinds & Kind.STATIC) == 0)
    wanted = found_first | ((kinds & int(ALWAYS)) != 0) | odd | new | facts.writes
    kept: Mask = (wanted & ~missing) | ~facts.benign
    return kept


class HomeSampler:
    """Thins out home page requests to a few per site and hour."""

    def __init__(self, per_hour: int = HOME_PER_HOUR) -> None:
        self._per_hour = per_hour
        self._taken: dict[tuple[str, int], int] = {}

    def sample(self, site: str, candidates: Int64s, time_us: Int64s, more: int = 0) -> Int64s:
        """Return the rows among `candidates`, which come in order, to keep; `more` than usual per hour."""
        if not len(candidates):
            return candidates
        hours = time_us[candidates] // _HOUR_US
        order = np.arange(len(hours))
        # Lines nearly always come in the order of their time.
        if (hours[1:] < hours[:-1]).any():
            order = np.argsort(hours, kind="stable")
            hours = hours[order]
        begin = np.flatnonzero(np.diff(hours, prepend=hours[0] - 1))
        count = np.diff(begin, append=len(hours))
        keys = [(site, hour) for hour in hours[begin].tolist()]
        taken = np.array([self._taken.get(key, 0) for key in keys])
        most = self._per_hour + more
        place = np.arange(len(order)) - np.repeat(begin - taken, count)
        self._taken.update(zip(keys, np.minimum(taken + count, most).tolist(), strict=True))
        kept: Int64s = candidates[np.sort(order[place < most])]
        return kept
