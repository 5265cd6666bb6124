"""Tells of privileged sessions from new networks that accuse nobody: one by one, or together where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import Session
from siaga.detection.scene.witnesses import witness
from siaga.findings.shape import Notice
from siaga.foundation.networks import wide

FEW = 5
"""So many new networks can be asked after one by one; where there are more, people sign in from everywhere."""

_NAMED = 3

Strange = tuple[int, Session]
"""Points of suspicion, too few to accuse anybody, and the session."""


def notices(scene: Scene, name: str, strange: Sequence[Strange]) -> Iterator[Notice]:
    """Yield what a duty officer should ask about; of many sessions the most suspicious are named, in one notice."""
    networks = {wide(session.client) for _, session in strange}
    if len(networks) <= FEW:
        for _, session in strange:
            yield Notice(
                scene.site,
                name,
                f"A privileged session came from a network not seen before ({session.client}); ask whose it is.",
                f"Sesi pengelola dari jaringan yang belum pernah terlihat ({session.client}); tanyakan milik siapa.",
                (witness(session.pages[0], "session"),),
            )
        return
    first: dict[str, Session] = {}
    for _, session in sorted(strange, key=lambda one: (-one[0], one[1].start_us, one[1].client)):
        if len(first) < _NAMED:
            first.setdefault(session.client, session)
    named = ", ".join(first)
    yield Notice(
        scene.site,
        name,
        f"Privileged sessions came from {len(networks)} networks not seen before, the strangest from {named}. "
        "Many people sign in to this site from anywhere: a new network alone tells little here.",
        f"Sesi pengelola datang dari {len(networks)} jaringan yang belum pernah terlihat, yang paling janggal dari "
        f"{named}. Banyak orang masuk ke situs ini dari mana-mana: jaringan baru saja tidak banyak berarti di sini.",
        tuple(witness(session.pages[0], "session") for session in first.values()),
    )
