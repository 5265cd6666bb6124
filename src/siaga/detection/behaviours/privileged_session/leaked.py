"""Finds settings files, with the passwords of databases in them, that were served before a session in a database tool."""

from __future__ import annotations

from functools import cached_property

from siaga.detection.behaviours.data_theft.secrets import secret_reads
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import Session
from siaga.foundation.networks import wide

_BEFORE_US = 14 * 24 * 3_600_000_000


class LeakedSecrets:
    """Who was served a settings file, the site's own people left out."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _reads(self) -> list[Move]:
        found = [
            move
            for client, moves in secret_reads(self._scene).items()
            if wide(client) not in self._scene.staff
            for move in moves
        ]
        return sorted(found, key=lambda move: (move.time_us, move.place.line_no))

    def before(self, session: Session) -> Move | None:
        """Return the last reading shortly before a session: whoever read may hand on, or come from elsewhere."""
        soon = [move for move in self._reads if 0 <= session.start_us - move.time_us <= _BEFORE_US]
        return soon[-1] if soon else None
