"""Finds version control folders that were taken file by file: the site's source code and its secrets left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siaga.detection.behaviours.data_theft.opened_tools import opened_tools
from siaga.detection.behaviours.data_theft.secrets import used_secrets
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.urls import plain_path

FILES, MANY_FILES = 4, 12
"""Different answered files of one folder from which on it was readable, and was taken."""

_REPOSITORY = re.compile(
    r"/\.(?:git|svn|hg|bzr)/(?:head|config|index|packed-refs|logs/|objects/|refs/|entries|wc\.db|pristine/|store/|branch)"
)


class SourceTheft:
    """A repository folder inside the web root was read out, or a settings file whose passwords were then used."""

    name = "source_theft"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Count the repository files that each client was served."""
        for client, moves in scene.by_client.items():
            taken: dict[bytes, Move] = {}
            for move in moves:
                if move.rules and scene.answered(move) and _REPOSITORY.search(plain_path(move.path)):
                    taken.setdefault(move.path, move)
            # A catch-all answers all of them alike; a repository's files differ in size.
            sizes = {move.size for move in taken.values() if move.size > 0}
            if len(taken) >= FILES and len(sizes) >= FILES - 1:
                yield _signal(scene, client, list(taken.values()))
        yield from used_secrets(scene)
        yield from opened_tools(scene)


def _signal(scene: Scene, client: str, taken: list[Move]) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        5,
        f"{len(taken)} different files of a version control folder were served",
        f"{len(taken)} berkas berbeda dari folder kendali versi telah dilayani",
    )
    suspicion.cite("dump", *taken)
    return suspicion.signal(
        site=scene.site,
        behaviour=SourceTheft.name,
        step="exfiltrated",
        confidence="confirmed" if len(taken) >= MANY_FILES else "likely",
        clients={client},
        opening=("The site's source code was taken", "Kode sumber situs telah diambil"),
    )


BEHAVIOUR = SourceTheft()
