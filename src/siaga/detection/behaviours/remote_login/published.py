"""Tells a page that was put on the site for its public from a script that only its sender knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from siaga.detection.behaviours.web_shell.belonging import appeared, is_late
from siaga.detection.behaviours.web_shell.button import is_button
from siaga.detection.behaviours.web_shell.usage import usage_of
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

    def pressed(self, scripts: Sequence[Happening]) -> bool:
        """Say whether all of these uploads are called as a page's button is, by others than their sender."""
        return bool(scripts) and all(self._is_pressed(script) for script in scripts)

    def _is_pressed(self, script: Happening) -> bool:
        for moves in self._asked(script):
            figures = self._scene.ledger.paths.figures(moves[0].path)
            answered = [move for move in moves if self._scene.answered(move)]
            if figures is None or not answered or not self._is_new(moves[0]):
                continue
            usage = usage_of(self._scene, answered)
            if is_button(self._scene, figures, answered, usage, [script.event.client_ip]):
                return True
        return False

    def _asked(self, script: Happening) -> list[list[Move]]:
        """Return the requests for each page that an upload may be."""
        name = plain_path(script.event.object.encode("utf-8", "replace"))
        named = self._pages.get(name.rpartition("/")[2], {})
        return [moves for path, moves in named.items() if name.endswith(path)]

    def _is_linked(self, script: Happening) -> bool:
        for moves in self._asked(script):
            if self._is_new(moves[0]):
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
