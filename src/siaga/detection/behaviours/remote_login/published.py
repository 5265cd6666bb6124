"""Tells a page that was put on the site for its public from a script that only its sender knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from siaga.detection.behaviours.web_shell.belonging import appeared, is_late
from siaga.detection.ledger.happenings import Happening
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import wide
from siaga.foundation.urls import plain_path

VISITORS = 3
"""Different networks of visitors whom the site's other pages led to a new one."""


class Published:
    """The new pages of a site that its own pages lead visitors to."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _pages(self) -> dict[str, dict[str, list[Move]]]:
        """Requests for programs by their name and path."""
        found: dict[str, dict[str, list[Move]]] = defaultdict(lambda: defaultdict(list))
        for path, moves in self._scene.by_path.items():
            if moves[0].kind & Kind.EXECUTABLE:
                plain = plain_path(path)
                found[plain.rpartition("/")[2]][plain] += moves
        return found

    def holds(self, scripts: Sequence[Happening]) -> bool:
        """Say whether all of these uploads are such pages.

        A page that was there before is none: what is put in its place is reached by the old links.
        """
        return bool(scripts) and all(self._is_linked(script) for script in scripts)

    def _is_linked(self, script: Happening) -> bool:
        name = plain_path(script.event.object.encode("utf-8", "replace"))
        for path, moves in self._pages.get(name.rpartition("/")[2], {}).items():
            if name.endswith(path) and self._is_new(moves[0]):
                led = {wide(move.client) for move in moves if move.served and self._from_elsewhere(move)}
                if len(led - {wide(script.event.client_ip)}) >= VISITORS:
                    return True
        return False

    def _is_new(self, move: Move) -> bool:
        figures = self._scene.ledger.paths.figures(move.path)
        return figures is not None and (appeared(figures) or is_late(self._scene, figures))

    def _from_elsewhere(self, move: Move) -> bool:
        """Say whether another page of the site led here."""
        host, _, page = (move.referrer or b"").partition(b"://")[2].partition(b"/")
        own = bool(host) and host.lower() == self._scene.own_host
        return own and b"/" + page.partition(b"?")[0] != move.path
