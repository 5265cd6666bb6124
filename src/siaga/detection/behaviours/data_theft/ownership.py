"""Says whether numbered records are each visitor's own business: then a walk through them is a raid."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene

PEERS, OWN = 10, 3
"""So many other readers, half of whom read no more than so many, show that people look at their own."""

_SIGNED_SHARE = 0.6
"""Share of the readers who signed in before they read: beyond it a sign-in is needed."""

Readers = Mapping[str, Mapping[int, Move]]
"""Records by number, by client."""


def is_own(scene: Scene, readers: Readers, client: str) -> bool:
    """Say whether everybody but one client reads hardly more than what is his, behind a sign-in.

    Without the sign-in these may be articles: of them, too, most visitors read one or two.
    """
    others = [len(records) for other, records in readers.items() if other != client]
    if len(others) < PEERS or median(others) > OWN:
        return False
    signed = sum(
        1 for other in readers if any(sign_in.succeeded for sign_in in scene.sign_ins.get(other, ()))
    )
    return signed >= _SIGNED_SHARE * len(readers)
