"""Tells a known application's own script in a folder that is called like one for data from a tool put there."""

from __future__ import annotations

from siaga.detection.applications.meaning import applications_naming
from siaga.detection.ledger.kinds import Kind, kind_of
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene


def is_own_script(scene: Scene, answered: list[Move]) -> bool:
    """Say whether a script is one that an application brings along, used by none but those signed in to it.

    Applications have folders for backups, files or pictures of which they run scripts of their own. That the
    site is such an application its login shows, and the login came before each use: what an intruder puts
    beside those scripts has another name, and who comes to it has no need to sign in.
    """
    names = {
        name
        for name, before in applications_naming(answered[0].path)
        if not kind_of(before + b"/x.php") & Kind.ODD_PLACE
    }
    return bool(names) and all(_signed_in(scene, move, names) for move in answered)


def _signed_in(scene: Scene, use: Move, names: set[str]) -> bool:
    return any(
        one.succeeded and one.application.name in names and one.move.time_us <= use.time_us
        for one in scene.sign_ins.get(use.client, [])
    )
