"""Finds first-seen executables that are used like a tool: web shells, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siaga.detection.applications.meaning import login_of, privileged_page_of
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.behaviours.web_shell.arrival import Arrival, arrival_of
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.ledger.paths import PathFigures
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.urls import plain_path

_TOOL_FAMILIES = frozenset({"web-shell", "command-injection"})
_RANDOM_NAME = re.compile(
    r"(?:^|[_-])(?:[0-9a-f]{12,}|(?=[a-z]*\d)(?:[a-z]{1,4}\d{1,4}){3,}[a-z]*|[bcdfghjklmnpqrstvwxz]{7,}\d*)$"
)
"""Hex, letters and digits in turns, or no vowels at all; file names are short, so this stays cheap."""

_LATE_US = 24 * 3_600 * 1_000_000
_EXPLOIT_ENDPOINTS = frozenset(
    {
        "php-framework-exploit",
        "editor-upload-exploit",
        "device-and-appliance-exploit",
        "wordpress-exploit",
        "joomla-exploit",
        "drupal-exploit",
        "local-cms-exploit",
    }
)
"""Families of holes in software that is there: use of those is an injection or an upload, judged elsewhere."""

_ENOUGH = 300
_ESTABLISHED_CLIENTS = 8

NEEDED, SURE = 6, 9
"""Points for a likely and for a confirmed tool."""


class WebShell:
    """A script, new to its site, that few use and that answers to what it is given."""

    name = "web_shell"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Look at every executable path that was answered."""
        for path, moves in scene.by_path.items():
            if not any(move.kind & Kind.EXECUTABLE for move in moves[:1]):
                continue
            figures = scene.ledger.paths.figures(path)
            answered = [move for move in moves if scene.answered(move) or move.status == 500]
            served = [move for move in answered if move.served]
            if figures is None or not served or _established(figures) or _belongs(scene, moves, answered):
                continue
            signal = _judge(scene, path, figures, moves, answered)
            if signal is not None:
                yield signal


def _established(figures: PathFigures) -> bool:
    many = figures.spread >= _ESTABLISHED_CLIENTS and figures.referred * 5 >= figures.hits
    return many or figures.spread >= _ESTABLISHED_CLIENTS * 4


def _belongs(scene: Scene, moves: list[Move], answered: list[Move]) -> bool:
    """Say whether a script is the site's own: an application's page, a known hole, or linked from pages."""
    if moves[0].kind & Kind.ODD_PLACE:
        return False
    if any(privileged_page_of(move) or login_of(move) for move in moves[:3]):
        return True
    own = moves[0].path
    if any(scene.families(move) & _EXPLOIT_ENDPOINTS for move in moves):
        return True
    linked = sum(1 for move in answered if move.referrer and own not in move.referrer)
    return linked * 2 > len(answered)


def _judge(
    scene: Scene, path: bytes, figures: PathFigures, moves: list[Move], answered: list[Move]
) -> Signal | None:
    suspicion = Suspicion()
    arrival = arrival_of(scene, path, answered[0])
    _place(suspicion, moves[0].kind, path)
    _newness(suspicion, scene, figures)
    _arrived(suspicion, arrival)
    given = [move for move in answered if move.writes or move.query]
    tool = [move for move in given if scene.families(move) & _TOOL_FAMILIES]
    sizes = {move.size // 16 for move in given if move.served and move.size >= 0}
    if tool:
        suspicion.add(
            2,
            "it was given commands or a known tool's parameters",
            "ia diberi perintah atau parameter alat penyusup",
        )
    elif given:
        suspicion.add(1, "it was given input", "ia diberi masukan")
    if len(sizes) >= 2:
        text = f"its answers varied with what it was given ({len(sizes)} different sizes)"
        suspicion.add(
            2 if len(sizes) > 2 else 1,
            text,
            f"jawabannya berubah sesuai masukan ({len(sizes)} ukuran berbeda)",
        )
    _manner(suspicion, scene, figures, answered)
    if suspicion.points < NEEDED or not (given or arrival.strong or _is_random(path)):
        return None
    if not _is_new(scene, figures, moves, arrival):
        return None
    return _signal(scene, path, suspicion, arrival, answered, given, len(sizes))


def _place(suspicion: Suspicion, kind: Kind, path: bytes) -> None:
    if kind & Kind.ODD_PLACE:
        suspicion.add(
            3,
            "it lies in a folder for data, where no program belongs",
            "letaknya di folder data yang tidak semestinya berisi program",
        )
    elif kind & Kind.THEME:
        suspicion.add(1, "it lies in a theme or plugin folder", "letaknya di folder tema atau plugin")
    if _is_random(path):
        suspicion.add(2, "its name looks made up by a machine", "namanya tampak dibuat acak")


def _is_random(path: bytes) -> bool:
    return bool(_RANDOM_NAME.search(plain_path(path).rpartition("/")[2].partition(".")[0]))


def _is_late(scene: Scene, figures: PathFigures) -> bool:
    """Say whether nobody was served a path during the first day of a log that holds enough to tell."""
    site = scene.ledger
    known = site.first_us is not None and site.requests > _ENOUGH
    return known and figures.first_served_us - (site.first_us or 0) > _LATE_US


def _is_new(scene: Scene, figures: PathFigures, moves: list[Move], arrival: Arrival) -> bool:
    """Say whether a script came to the site, rather than having been part of it all along."""
    if moves[0].kind & Kind.ODD_PLACE or arrival.placed:
        return True
    appeared = figures.first_missing_us < figures.first_served_us
    return (appeared or _is_late(scene, figures)) and (arrival.strong or _is_random(moves[0].path))


def _newness(suspicion: Suspicion, scene: Scene, figures: PathFigures) -> None:
    if figures.first_missing_us < figures.first_served_us:
        suspicion.add(1, "it was asked for before it existed", "ia sudah diminta sebelum ada")
    if _is_late(scene, figures):
        suspicion.add(1, "nobody was served it before", "sebelumnya tidak pernah dilayani kepada siapa pun")


def _arrived(suspicion: Suspicion, arrival: Arrival) -> None:
    if arrival.points:
        suspicion.add(arrival.points, arrival.en, arrival.idn)
        suspicion.cite("upload", *arrival.lines)


def _manner(suspicion: Suspicion, scene: Scene, figures: PathFigures, answered: list[Move]) -> None:
    clients = {move.client for move in answered}
    if len(clients) <= 3 and figures.spread <= 4:
        suspicion.add(
            1, f"only {len(clients)} address(es) used it", f"hanya {len(clients)} alamat yang memakainya"
        )
    elif len(clients) >= 6:
        suspicion.add(-2, "", "")
    if not any(move.referrer for move in answered):
        suspicion.add(1, "no page links to it", "tidak ada halaman yang menautkannya")
    if any(scene.attackers.get(client) for client in clients):
        suspicion.add(1, "the same address attacked the site", "alamat yang sama menyerang situs ini")


def _signal(
    scene: Scene,
    path: bytes,
    suspicion: Suspicion,
    arrival: Arrival,
    answered: list[Move],
    given: list[Move],
    sizes: int,
) -> Signal:
    used = given or answered
    suspicion.cite("first use", answered[0])
    suspicion.cite("use", *used)
    shown = path.decode("utf-8", "backslashreplace")
    entered = len(given) >= 2 and sizes >= 2
    return suspicion.signal(
        site=scene.site,
        behaviour=WebShell.name,
        step="entered" if entered else "executed",
        confidence="confirmed" if suspicion.points >= SURE and sizes >= 2 else "likely",
        clients={move.client for move in used} | arrival.clients,
        opening=(f"The script {shown} was used like a web shell", f"Skrip {shown} dipakai seperti webshell"),
        links=(f"path:{scene.site}{shown}",),
    )


BEHAVIOUR = WebShell()
