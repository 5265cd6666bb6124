"""Finds pages that a stranger put on the site by PUT and that the site then served."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

_PLACING = (b"PUT", b"MOVE", b"COPY")
_DAY_US = 24 * 3_600_000_000
REGULAR_DAYS = 2
"""A network that places files on so many days does so as its work."""


class PlacedPage:
    """A file placed by PUT without a user name, and served afterwards."""

    name = "placed_page"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Look at every accepted PUT, MOVE or COPY."""
        placed = [move for move in scene.moves if move.method in _PLACING and move.status in {201, 204}]
        days: dict[str, set[int]] = {}
        for move in placed:
            days.setdefault(wide(move.client), set()).add(move.time_us // _DAY_US)
        for move in placed:
            if move.user or len(days[wide(move.client)]) >= REGULAR_DAYS:
                continue
            served = _served(scene, move)
            if served:
                yield _signal(scene, move, served)


def _served(scene: Scene, placed: Move) -> list[Move]:
    """Return what was served of it: kept requests, or the path's figures that say so."""
    later = [
        m
        for m in scene.by_path.get(placed.path, [])
        if m.served and not m.writes and m.time_us >= placed.time_us
    ]
    figures = scene.ledger.paths.figures(placed.path)
    if later:
        return later
    fresh = figures is not None and figures.first_served_us >= placed.time_us and figures.served > 1
    return [placed] if fresh else []


def _signal(scene: Scene, placed: Move, served: list[Move]) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        5,
        "it was put there by a request without a user name and then served",
        "ditaruh lewat permintaan tanpa nama pengguna lalu dilayani",
    )
    suspicion.cite("upload", placed)
    suspicion.cite("after", *served[:3])
    shown = placed.path.decode("utf-8", "replace")
    return suspicion.signal(
        site=scene.site,
        behaviour=PlacedPage.name,
        step="entered",
        confidence="likely",
        clients={placed.client},
        opening=(f"A stranger placed {shown} on the site", f"Orang asing menaruh {shown} di situs ini"),
        links=(f"path:{scene.site}{shown}",),
    )


BEHAVIOUR = PlacedPage()
