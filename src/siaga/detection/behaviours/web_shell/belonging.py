"""Tells a site's own scripts from those that came to it."""

from __future__ import annotations

import re

from siaga.detection.applications.meaning import login_of, privileged_page_of
from siaga.detection.behaviours.web_shell.arrival import Arrival
from siaga.detection.behaviours.web_shell.colleagues import is_shared_work
from siaga.detection.behaviours.web_shell.file_managers import is_file_manager
from siaga.detection.behaviours.web_shell.honest import place_of
from siaga.detection.behaviours.web_shell.usage import Usage
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.ledger.paths import PathFigures
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.staff import REGULAR_DAYS
from siaga.foundation.networks import wide
from siaga.foundation.urls import plain_path

_RANDOM_NAME = re.compile(
    r"(?:^|[_-])(?:[0-9a-f]{12,}|(?=[a-z]*\d)(?:[a-z]{1,4}\d{1,4}){3,}[a-z]*|[bcdfghjklmnpqrstvwxz]{7,}\d*)$"
)
"""Hex, letters and digits in turns, or no vowels at all; file names are short, so this stays cheap."""

_DISGUISED = re.compile(
    r"\.(?:asp|aspx|asa|cer|php|jsp);[^;/=]{0,60}\.(?:jpe?g|png|gif|bmp|pdf|docx?|xlsx?|txt|zip)$"
)

_DAY_US = 24 * 3_600 * 1_000_000
_LATE_US = _DAY_US
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


def is_established(figures: PathFigures) -> bool:
    """Say whether so many visitors use a script that it must be the site's own."""
    many = figures.spread >= _ESTABLISHED_CLIENTS and figures.referred * 5 >= figures.hits
    return many or figures.spread >= _ESTABLISHED_CLIENTS * 4


def belongs(scene: Scene, moves: list[Move], answered: list[Move]) -> bool:
    """Say whether a script is the site's own: an application's page, a known hole, linked, or shared work."""
    if is_file_manager(moves[0].path):
        return True
    if place_of(moves[0].path) & Kind.ODD_PLACE:
        return False
    if any(privileged_page_of(move) or login_of(move) for move in moves[:3]):
        return True
    if any(scene.families(move) & _EXPLOIT_ENDPOINTS for move in moves):
        return True
    own = moves[0].path
    linked = sum(1 for move in answered if move.referrer and own not in move.referrer)
    return linked * 2 > len(answered) or is_shared_work(scene, answered)


def is_random(path: bytes) -> bool:
    """Say whether a script's name looks made up by a machine."""
    return bool(_RANDOM_NAME.search(plain_path(path).rpartition("/")[2].partition(".")[0]))


def is_disguised(path: bytes) -> bool:
    """Say whether a program's name ends like a document's behind a semicolon: old IIS ran `x.asp;.pdf`."""
    return bool(_DISGUISED.search(plain_path(path)))


def is_late(scene: Scene, figures: PathFigures) -> bool:
    """Say whether nobody was served a path during the first day of a log that holds enough to tell."""
    site = scene.ledger
    known = site.first_us is not None and site.requests > _ENOUGH
    return known and figures.first_served_us - (site.first_us or 0) > _LATE_US


def appeared(figures: PathFigures) -> bool:
    """Say whether a path was not there when somebody asked, and later was."""
    return figures.first_missing_us < figures.first_served_us


def is_new(scene: Scene, figures: PathFigures, moves: list[Move], arrival: Arrival, usage: Usage) -> bool:
    """Say whether a script came to the site, rather than having been part of it all along."""
    kind = place_of(moves[0].path)
    if kind & Kind.ODD_PLACE or arrival.placed:
        return True
    if not (appeared(figures) or is_late(scene, figures)):
        return False
    # A theme's inner file is never asked for by itself: whoever posts to it knows what it has become.
    inner = bool(kind & Kind.THEME) and usage.answers >= 3 and any(move.writes for move in usage.given)
    named = is_random(moves[0].path) or is_disguised(moves[0].path)
    return arrival.strong or named or usage.commanded or inner


def by_staff(scene: Scene, used: list[Move]) -> bool:
    """Say whether only those used it who sign in to this site's administration on other days too.

    They had it first, and gave it whatever it was given. A stranger who finds it afterwards (a scanner
    that looks for installers), gives it nothing and gets the very answer that they got has not used it.
    """
    if not used or wide(used[0].client) not in scene.staff:
        return False
    strangers = [move for move in used if wide(move.client) not in scene.staff]
    shown = {move.size for move in used if wide(move.client) in scene.staff and _is_bare(move)}
    return all(_is_bare(move) and move.size >= 0 and move.size in shown for move in strangers)


def _is_bare(move: Move) -> bool:
    """Say whether a request gave a script nothing."""
    return not (move.writes or move.query)


def by_regular_sender(scene: Scene, arrival: Arrival) -> bool:
    """Say whether a named user sent a script's files from a network that does such work days apart.

    Whoever deploys programs under their own names again and again does it as their work.
    """
    senders = {wide(sent.client) for sent in arrival.lines if isinstance(sent, Move) and sent.user}
    for home in senders:
        days = {
            move.time_us // _DAY_US
            for move in scene.moves
            if move.user
            and move.writes
            and move.served
            and move.kind & Kind.ADMIN
            and wide(move.client) == home
        }
        if max(days, default=0) - min(days, default=0) >= REGULAR_DAYS:
            return True
    return False


def from_own_pages(scene: Scene, used: list[Move]) -> bool:
    """Say whether every single use came from another page of this site and was answered alike."""
    if len({move.size // 64 for move in used if move.size >= 0}) > 1:
        return False
    return all(
        move.referrer
        and scene.own_host
        and scene.own_host in move.referrer
        and used[0].path not in move.referrer
        for move in used
    )
