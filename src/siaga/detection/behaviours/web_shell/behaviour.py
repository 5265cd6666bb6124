"""Finds first-seen executables that are used like a tool: web shells, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.behaviours.web_shell.arrival import Arrival, arrival_of
from siaga.detection.behaviours.web_shell.belonging import (
    appeared,
    belongs,
    by_regular_sender,
    by_staff,
    from_own_pages,
    is_disguised,
    is_established,
    is_late,
    is_new,
    is_random,
)
from siaga.detection.behaviours.web_shell.button import is_button
from siaga.detection.behaviours.web_shell.deployed import by_developer
from siaga.detection.behaviours.web_shell.foreign import OwnTechnology, used_by_strangers
from siaga.detection.behaviours.web_shell.honest import (
    FrontScripts,
    OwnPages,
    is_deaf,
    is_handed_out,
    is_sent_by_account,
    place_of,
)
from siaga.detection.behaviours.web_shell.own_application import is_own_script
from siaga.detection.behaviours.web_shell.posing import posing_files
from siaga.detection.behaviours.web_shell.siblings import HandedOut
from siaga.detection.behaviours.web_shell.usage import Usage, usage_of
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.ledger.paths import PathFigures
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal

NEEDED, SURE = 6, 9
"""Points for a likely and for a confirmed tool."""

_ANSWERS_TO_ORDERS = 2
"""Different answers to what was given that show that a shot at a hole left something behind."""


class WebShell:
    """A script, new to its site, that few use and that answers to what it is given."""

    name = "web_shell"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Look at every executable path that was answered."""
        fronts, pages = FrontScripts(scene), OwnPages(scene)
        spoken, handed_out = OwnTechnology(scene), HandedOut(scene)
        for path, moves in scene.by_path.items():
            if not moves[0].kind & Kind.EXECUTABLE or fronts.answers(path):
                continue
            figures = scene.ledger.paths.figures(path)
            answered = [move for move in moves if scene.answered(move) or move.status == 500]
            if figures is None or not any(move.served for move in answered) or is_established(figures):
                continue
            if belongs(scene, moves, answered) or (_is_old(scene, figures) and pages.lead_to(answered)):
                continue
            signal = _judge(scene, path, figures, (moves, answered), (spoken, handed_out))
            if signal is not None:
                yield signal
        yield from posing_files(scene)


def _judge(
    scene: Scene,
    path: bytes,
    figures: PathFigures,
    asked: tuple[list[Move], list[Move]],
    site: tuple[OwnTechnology, HandedOut],
) -> Signal | None:
    """Judge one script by all requests for it and by those among them that were answered."""
    moves, answered = asked
    spoken, handed_out = site
    suspicion = Suspicion()
    arrival = arrival_of(scene, path, answered[0])
    usage = usage_of(scene, answered)
    if not (arrival.placed or usage.tool) and is_own_script(scene, answered):
        return None
    _place(suspicion, place_of(path), path)
    _newness(suspicion, scene, figures)
    _arrived(suspicion, arrival)
    if by_regular_sender(scene, arrival) or (
        _is_plain(path, usage) and by_developer(scene, arrival, answered)
    ):
        suspicion.add(-4, "", "")
    _used(suspicion, usage)
    _manner(suspicion, scene, figures, answered)
    foreign = used_by_strangers(scene, answered, arrival, usage) and spoken.lacks(path)
    if foreign:
        suspicion.add(
            2,
            "the site runs nothing of that kind, or nothing in that folder",
            "situs tidak menjalankan program sejenis itu, atau tidak di folder itu",
        )
    if usage.scheduled or (usage.exchanged and _is_old(scene, figures)):
        suspicion.add(-4, "", "")
    if is_deaf(answered, usage) or is_handed_out(moves, answered, arrival):
        return None
    if handed_out.like(answered, usage):
        return None
    if is_button(scene, figures, answered, usage, arrival.clients if arrival.strong else ()):
        return None
    if usage.static or suspicion.points < NEEDED or not _telling(usage, arrival, path):
        return None
    if not is_new(scene, figures, moves, arrival, usage) and not (foreign and not _is_old(scene, figures)):
        return None
    return _signal(scene, path, suspicion, arrival, answered, usage)


def _is_old(scene: Scene, figures: PathFigures) -> bool:
    return not (appeared(figures) or is_late(scene, figures))


def _is_plain(path: bytes, usage: Usage) -> bool:
    """Say whether neither a script's place, its name nor what it was given is a tool's."""
    return not (usage.tool or place_of(path) & Kind.ODD_PLACE or is_random(path) or is_disguised(path))


def _telling(usage: Usage, arrival: Arrival, path: bytes) -> bool:
    if arrival.shot and usage.answers < _ANSWERS_TO_ORDERS:
        return False
    if usage.given or is_random(path) or is_disguised(path):
        return True
    # What an account of the site sent to where pages lie, and nobody gave anything, is a page of it.
    return arrival.strong and (not is_sent_by_account(arrival) or bool(place_of(path) & Kind.ODD_PLACE))


def _place(suspicion: Suspicion, kind: int, path: bytes) -> None:
    if kind & Kind.ODD_PLACE:
        suspicion.add(
            3,
            "it lies in a folder for data, where no program belongs",
            "letaknya di folder data yang tidak semestinya berisi program",
        )
    elif kind & Kind.THEME:
        suspicion.add(1, "it lies in a theme or plugin folder", "letaknya di folder tema atau plugin")
    if is_disguised(path):
        suspicion.add(
            3,
            "its name disguises a program as a document",
            "namanya menyamarkan program sebagai dokumen",
        )
    if is_random(path):
        suspicion.add(2, "its name looks made up by a machine", "namanya tampak dibuat acak")


def _newness(suspicion: Suspicion, scene: Scene, figures: PathFigures) -> None:
    if appeared(figures):
        suspicion.add(1, "it was asked for before it existed", "ia sudah diminta sebelum ada")
    if is_late(scene, figures):
        suspicion.add(1, "nobody was served it before", "sebelumnya tidak pernah dilayani kepada siapa pun")


def _arrived(suspicion: Suspicion, arrival: Arrival) -> None:
    if arrival.points:
        suspicion.add(arrival.points, arrival.en, arrival.idn)
        suspicion.cite("upload", *arrival.lines)


def _used(suspicion: Suspicion, usage: Usage) -> None:
    if usage.tool:
        suspicion.add(
            2,
            "it was given commands or a known tool's parameters",
            "ia diberi perintah atau parameter alat penyusup",
        )
    elif usage.given:
        suspicion.add(1, "it was given input", "ia diberi masukan")
    if usage.answers >= 2:
        suspicion.add(
            2 if usage.answers > 2 else 1,
            f"its answers varied with what it was given ({usage.answers} different ones)",
            f"jawabannya berubah sesuai masukan ({usage.answers} macam)",
        )


def _manner(suspicion: Suspicion, scene: Scene, figures: PathFigures, answered: list[Move]) -> None:
    clients = {move.client for move in answered}
    if len(clients) <= 3 and figures.spread <= 4:
        suspicion.add(
            1, f"only {len(clients)} address(es) used it", f"hanya {len(clients)} alamat yang memakainya"
        )
    elif len(clients) >= 6:
        suspicion.add(-2, "", "")
    if scene.logs_referrers and not any(move.referrer for move in answered):
        suspicion.add(1, "no page links to it", "tidak ada halaman yang menautkannya")
    if any(scene.attackers.get(client) for client in clients):
        suspicion.add(1, "the same address attacked the site", "alamat yang sama menyerang situs ini")
    if by_staff(scene, answered):
        suspicion.add(-6, "", "")
    if from_own_pages(scene, answered):
        suspicion.add(-2, "", "")


def _signal(
    scene: Scene, path: bytes, suspicion: Suspicion, arrival: Arrival, answered: list[Move], usage: Usage
) -> Signal:
    used = usage.given or answered
    suspicion.cite("first use", answered[0])
    suspicion.cite("use", *used)
    shown = path.decode("utf-8", "backslashreplace")
    entered = len(usage.given) >= 2 and usage.answers >= 2
    return suspicion.signal(
        site=scene.site,
        behaviour=WebShell.name,
        step="entered" if entered else "executed",
        confidence="confirmed" if suspicion.points >= SURE and usage.answers >= 2 else "likely",
        clients={move.client for move in used} | arrival.clients,
        opening=(f"The script {shown} was used like a web shell", f"Skrip {shown} dipakai seperti webshell"),
        links=(f"path:{scene.site}{shown}",),
    )


BEHAVIOUR = WebShell()
