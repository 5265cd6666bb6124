"""Says who knew of a new folder of hidden pages before any search engine could have found it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from siaga.detection.behaviours.infiltration.authors import first_served
from siaga.detection.ledger.agents import claims_crawler, from_crawler_network, from_search
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene

_BEFORE_US = 24 * 3_600_000_000
_SHARE = 2
"""One in so many of the pages must lie in one folder, which then is made for them."""


def forerunner(scene: Scene, pages: Sequence[Move]) -> Move | None:
    """Return the first request for something in the pages' own folder, by the only one who had been there.

    Whoever puts up such a folder looks whether it answers. A folder in which others had been before, by a
    link or by themselves, is the site's own, and its first visitor anybody.
    """
    folder, since_us = _folder(pages), pages[0].time_us
    if not folder or not scene.logs_referrers:
        return None
    early: dict[bytes, int] = {}
    for path in scene.ledger.paths.names():
        # Pictures, style sheets and maps of the site are not kept one by one; whoever looks opens a page.
        page = path.startswith(folder) and not kind_of(path) & Kind.STATIC
        figures = scene.ledger.paths.figures(path) if page else None
        if figures is not None and figures.first_served_us < since_us:
            early[path] = figures.first_served_us
    visits = [
        move
        for path in early
        for move in scene.by_path.get(path, ())
        if move.served and move.time_us < since_us and not sent_by_search(move)
    ]
    # Whom a page had led there did not have to know.
    if len({visit.client for visit in visits}) != 1 or any(visit.referrer for visit in visits):
        return None
    first = min(visits, key=lambda visit: (visit.time_us, visit.place.line_no))
    alone = first.time_us == min(early.values())
    return first if alone and since_us - first.time_us <= _BEFORE_US else None


def sent_by_search(move: Move) -> bool:
    """Say whether a search engine asked, or a visitor whom one had sent."""
    return claims_crawler(move.agent) or from_crawler_network(move.client) or from_search(move.referrer)


def _folder(pages: Sequence[Move]) -> bytes:
    """Return the folder right below which most pages lie, b"" where there is none but the site's root."""
    paths = [path.rstrip(b"/") for path in first_served(pages)]
    (folder, count), *_ = Counter(path.rpartition(b"/")[0] for path in paths).most_common(1)
    return folder + b"/" if folder and count * _SHARE >= len(paths) else b""
