"""Finds programs that pose as data: of all the files of a folder only this one takes what is posted, and answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.behaviours.web_shell.belonging import is_random
from siaga.detection.behaviours.web_shell.honest import place_of
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal

SIBLINGS = 20
"""Files of one folder from which on it is a store of files, not a handful of an application's pages."""

USES, ANSWERS = 3, 3
_SAME = 16
_CLIMB = 3
_REFUSED = frozenset({401, 403, 405})


def posing_files(scene: Scene) -> Iterator[Signal]:
    """Judge every file in a folder for data that answered posted data."""
    stores = _Stores(scene)
    for path, moves in scene.by_path.items():
        kind = moves[0].kind
        if not place_of(path) & Kind.ODD_PLACE or kind & (Kind.EXECUTABLE | Kind.LOGIN | Kind.ADMIN):
            continue
        if not (kind & Kind.STATIC or is_random(path)):
            continue
        used = [move for move in moves if move.writes and scene.answered(move) and move.size >= 0]
        if len(used) < USES or len({move.size // _SAME for move in used}) < ANSWERS:
            continue
        store = stores.of(path)
        if store and not stores.takes_more(store, path):
            yield _signal(scene, path, used, stores.refused(store))


class _Stores:
    """The folders of a site that hold many files, and what was posted to them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _names(self) -> list[bytes]:
        return self._scene.ledger.paths.names()

    @cached_property
    def _posted(self) -> list[Move]:
        return [move for move in self._scene.moves if move.writes and move.kind & Kind.ODD_PLACE]

    def of(self, path: bytes) -> bytes:
        """Return the nearest folder above a path that holds many files; b"" when there is none."""
        folder = path
        for _ in range(_CLIMB):
            folder = folder.rpartition(b"/")[0]
            if folder.count(b"/") < 1:
                break
            if sum(1 for name in self._names if name.startswith(folder + b"/")) > SIBLINGS:
                return folder + b"/"
        return b""

    def takes_more(self, store: bytes, path: bytes) -> bool:
        """Say whether other files of a store answer posted data too: then it is how the site works."""
        return any(move.served and move.path != path and move.path.startswith(store) for move in self._posted)

    def refused(self, store: bytes) -> list[Move]:
        """Return requests that posted to other files of a store and were refused."""
        return [move for move in self._posted if move.status in _REFUSED and move.path.startswith(store)]


def _signal(scene: Scene, path: bytes, used: list[Move], refused: list[Move]) -> Signal:
    suspicion = Suspicion()
    answers = len({move.size // _SAME for move in used})
    suspicion.add(
        4,
        "of all the files of that folder it alone takes posted data",
        "di antara semua berkas di folder itu hanya ia yang menerima kiriman data",
    )
    suspicion.add(
        2,
        f"its answers varied with what it was given ({answers} different ones)",
        f"jawabannya berubah sesuai masukan ({answers} macam)",
    )
    if refused:
        suspicion.add(
            2,
            "the server refuses that for the files beside it",
            "server menolak hal itu untuk berkas di sekitarnya",
        )
        suspicion.cite("refused beside it", *refused[:2])
    suspicion.cite("use", *used)
    shown = path.decode("utf-8", "backslashreplace")
    return suspicion.signal(
        site=scene.site,
        behaviour="web_shell",
        step="entered",
        confidence="confirmed" if refused else "likely",
        clients={move.client for move in used},
        opening=(
            f"The file {shown} poses as data and was used like a web shell",
            f"Berkas {shown} menyamar sebagai data dan dipakai seperti webshell",
        ),
        links=(f"path:{scene.site}{shown}",),
    )
