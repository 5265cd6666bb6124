"""What a behaviour is: it looks at one site's scene and says what it saw, as signals or notices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Notice, Signal


class Behaviour(Protocol):
    """One behaviour of an intruder; pure: the same scene gives the same signals in the same order."""

    @property
    def name(self) -> str:
        """Its name in reports, snake_case."""
        ...

    def look(self, scene: Scene) -> Iterable[Signal | Notice]:
        """Say what is seen in a scene."""
        ...
