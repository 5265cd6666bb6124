"""Folders whose pages search engines found first, one by one: people came from their results only."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from siaga.detection.ledger.agents import claims_crawler
from siaga.detection.ledger.kinds import Kind
from siaga.detection.scene.scene import Scene

PAGES = 30
"""Pages of one folder from which on it can be told how they are found."""

_FOUND_SHARE = 0.5
_REFERRED_SHARE = 0.5
_MOST_HITS = 10
"""A page that the site links to is read more often than the rest sooner or later."""


@dataclass(slots=True)
class _Folder:
    pages: int = 0
    found: int = 0
    hits: int = 0
    referred: int = 0
    busiest: int = 0
    first_us: int = 2**62


def unlinked_folders(scene: Scene, history_us: int) -> frozenset[bytes]:
    """Return folders that came later than `history_us` into the log and that nothing on the site links to.

    A visitor's referrer is only counted in a path's figures, and may be a search engine's: so this looks
    at who asked first. What a site links to is found by its readers, and some of it read far more.
    """
    found = {
        move.path
        for move in scene.moves
        if claims_crawler(move.agent) and not move.query and not move.kind & (Kind.STATIC | Kind.SITEMAP)
    }
    if len(found) < PAGES:
        return frozenset()
    start = scene.ledger.first_us or 0
    return frozenset(
        name for name, folder in _folders(scene, found).items() if _is_unlinked(folder, start + history_us)
    )


def _folders(scene: Scene, found: set[bytes]) -> dict[bytes, _Folder]:
    counted = Counter(folder_of(path) for path in found)
    wanted = {name for name, count in counted.items() if count >= PAGES * _FOUND_SHARE}
    first_asked = {(move.path, move.time_us) for move in scene.moves if move.path in found}
    folders: dict[bytes, _Folder] = defaultdict(_Folder)
    for path in scene.ledger.paths.names():
        if folder_of(path) not in wanted:
            continue
        figures = scene.ledger.paths.figures(path)
        if figures is None or not figures.served:
            continue
        folder = folders[folder_of(path)]
        folder.pages += 1
        folder.found += (path, figures.first_us) in first_asked
        folder.hits += figures.hits
        folder.referred += figures.referred
        folder.busiest = max(folder.busiest, figures.hits)
        folder.first_us = min(folder.first_us, figures.first_served_us)
    return folders


def _is_unlinked(folder: _Folder, after_us: int) -> bool:
    return (
        folder.pages >= PAGES
        and folder.first_us > after_us
        and folder.found >= _FOUND_SHARE * folder.pages
        and folder.referred <= _REFERRED_SHARE * folder.hits
        and folder.busiest <= _MOST_HITS
    )


def folder_of(path: bytes) -> bytes:
    """Return a path's folder, without the last slash."""
    return path.rpartition(b"/")[0]
