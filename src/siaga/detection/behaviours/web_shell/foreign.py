"""Tells scripts in a technology that a site does not speak, or among files where it runs nothing, used by strangers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from siaga.detection.behaviours.web_shell.arrival import Arrival
from siaga.detection.behaviours.web_shell.honest import script_of
from siaga.detection.behaviours.web_shell.usage import Usage
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.foundation.networks import wide
from siaga.foundation.urls import plain_path

PATHS, FILES = 20, 5
"""Served paths of a site, and served files of a folder, from which on it shows what runs there."""

CLIENTS, ANSWERS = 3, 3
_SAME = 16
_TECHNOLOGY = re.compile(r"\.(ph|asp|as[hm]x|cer|asa|jsp|cfm|cgi|pl|py|rb|sh|inc)")
_ONE = {"ashx": "asp", "asmx": "asp", "cer": "asp", "asa": "asp", "inc": "ph"}


class OwnTechnology:
    """Which technologies a site runs, and in which of its folders it runs nothing at all."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _served(self) -> list[bytes]:
        figures = self._scene.ledger.paths.figures
        return [name for name in self._scene.ledger.paths.names() if (seen := figures(name)) and seen.served]

    @cached_property
    def _spoken(self) -> dict[str, int]:
        found: dict[str, int] = defaultdict(int)
        for name in self._served:
            if kind_of(name) & Kind.EXECUTABLE:
                found[_technology(name)] += 1
        return found

    @cached_property
    def _folders(self) -> dict[bytes, tuple[int, int]]:
        """Per folder how many files it served, and how much else."""
        files: dict[bytes, int] = defaultdict(int)
        pages: dict[bytes, int] = defaultdict(int)
        for name in self._served:
            folder = name.rpartition(b"/")[0]
            if kind_of(name) & Kind.STATIC:
                files[folder] += 1
            else:
                pages[folder] += 1
        return {folder: (count, pages[folder]) for folder, count in files.items()}

    def lacks(self, path: bytes) -> bool:
        """Say whether a path is the only one of its technology, or the only script of a folder of files."""
        script = script_of(path)
        if len(self._served) >= PATHS and self._spoken.get(_technology(script), 0) <= 1:
            return True
        files, pages = self._folders.get(script.rpartition(b"/")[0], (0, 0))
        return files >= FILES and pages <= 1


def _technology(path: bytes) -> str:
    found = _TECHNOLOGY.search(plain_path(path).rpartition("/")[2])
    return _ONE.get(found[1], found[1]) if found else ""


def used_by_strangers(scene: Scene, answered: list[Move], arrival: Arrival, usage: Usage) -> bool:
    """Say whether a few who attacked, or sent something before, work a script by what they post, unseen by others."""
    clients = {move.client for move in answered}
    posts = {move.size // _SAME for move in usage.given if move.writes and move.served}
    own = answered[0].path
    linked = any(move.referrer and own not in move.referrer for move in answered)
    suspected = bool(arrival.points) or any(scene.attackers.get(client) for client in clients)
    known = {wide(client) for client, found in scene.sign_ins.items() if any(s.succeeded for s in found)}
    return (
        suspected
        and not linked
        and len(posts) >= ANSWERS
        and len(clients) <= CLIENTS
        and not known & {wide(client) for client in clients}
    )
