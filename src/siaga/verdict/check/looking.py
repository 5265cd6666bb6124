"""Asks all behaviours about all sites, each in its own time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from siaga.detection.behaviours import ALL_BEHAVIOURS, WITHOUT_SESSIONS
from siaga.detection.behaviours.contract import Behaviour
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Notice, Signal
from siaga.verdict.check.side_by_side import Task

Seen = list[list[Signal | Notice]]
"""What each behaviour of a share saw."""

_SECONDS_PER_MOVE = 6e-6
"""About what a request costs either share: the behaviours that ask for no sessions, and the others."""


class Looks:
    """All looks at some scenes: tasks to be worked out, then what they saw in the order of the scenes."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._shares = tuple(
            tuple(behaviour for behaviour in ALL_BEHAVIOURS if (behaviour in WITHOUT_SESSIONS) == without)
            for without in (True, False)
        )
        self._tasks: list[list[Task[Seen]]] = [
            [
                Task(partial(_look, scene, share), _SECONDS_PER_MOVE * len(scene.moves))
                for share in self._shares
            ]
            for scene in scenes
        ]

    @property
    def tasks(self) -> list[Task[Seen]]:
        """What is to be worked out."""
        return [task for tasks in self._tasks for task in tasks]

    def seen(self) -> tuple[list[Signal], list[Notice]]:
        """Return what was seen, by scene and then by behaviour."""
        signals: list[Signal] = []
        notices: list[Notice] = []
        for tasks in self._tasks:
            by_name: dict[str, list[Signal | Notice]] = {}
            for share, task in zip(self._shares, tasks, strict=True):
                told = zip(share, task.result(), strict=True)
                by_name.update((behaviour.name, found) for behaviour, found in told)
            for behaviour in ALL_BEHAVIOURS:
                for found in by_name[behaviour.name]:
                    if isinstance(found, Signal):
                        signals.append(found)
                    else:
                        notices.append(found)
        return signals, notices


def _look(scene: Scene, behaviours: Sequence[Behaviour]) -> Seen:
    return [list(behaviour.look(scene)) for behaviour in behaviours]
