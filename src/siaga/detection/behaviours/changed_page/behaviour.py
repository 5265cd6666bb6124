"""Finds a home page whose size changes for all visitors shortly after somebody attacked the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

import numpy as np
import numpy.typing as npt

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

BEFORE, AFTER = 6, 4
"""Home page answers needed before and after a change."""

OLD, NEW = 24, 12
"""Home page answers looked at before and after a change, where there are as many."""

_SHIFT = 0.3
_STEADY = 0.1
_WITHIN_US = 3_600_000_000
_SLACK_US = 2_000_000
_LOOK_US = 120_000_000
NEEDED = 6
"""Points for a likely replacement."""


class ChangedPage:
    """The home page's size jumps and stays, and a stranger's write lies right in between."""

    name = "changed_page"

    def look(self, scene: Scene) -> Iterator[Signal]:
        """Look for the jump on each home page address."""
        homes: dict[bytes, list[Move]] = defaultdict(list)
        for move in scene.moves:
            plain = not move.rules and not move.query and move.status == 200
            if move.kind & Kind.HOME and plain and move.size > 0 and move.method == b"GET":
                homes[move.path].append(move)
        for path, moves in sorted(homes.items()):
            change = _jump(moves)
            if change is not None:
                signal = _judge(scene, path, moves, change)
                if signal is not None:
                    yield signal


def _jump(moves: list[Move]) -> int | None:
    """Return the place of the first answer after a lasting jump in size, if there is exactly such a place."""
    sizes = [move.size for move in moves]
    for place in _shifts(np.array(sizes, np.float64)):
        before, after = sizes[max(0, place - OLD) : place], sizes[place : place + NEW]
        old, new = median(before), median(after)
        steady = _spread(before) <= _STEADY * old and _spread(after) <= _STEADY * new
        if steady and abs(new - old) > _SHIFT * old and abs(sizes[place] - new) <= _STEADY * new:
            return place
    return None


def _shifts(sizes: npt.NDArray[np.float64]) -> list[int]:
    """Return the places between BEFORE and AFTER answers at which the middle size shifts far enough."""
    if len(sizes) < BEFORE + AFTER:
        return []
    # What lies beyond either end is no number, and left out of the median.
    edged = np.concatenate((np.full(OLD, np.nan), sizes, np.full(NEW, np.nan)))
    places = np.arange(BEFORE, len(sizes) - AFTER + 1)
    old = np.nanmedian(np.lib.stride_tricks.sliding_window_view(edged, OLD)[places], axis=1)
    new = np.nanmedian(np.lib.stride_tricks.sliding_window_view(edged, NEW)[places + OLD], axis=1)
    return [int(place) for place in places[np.abs(new - old) > _SHIFT * old]]


def _spread(sizes: list[int]) -> float:
    middle = median(sizes)
    return float(median(abs(size - middle) for size in sizes)) * 2


def _judge(scene: Scene, path: bytes, moves: list[Move], place: int) -> Signal | None:
    """Judge who changed the page: one whose write lies between its last old and its first new answer."""
    first, last = moves[place], moves[place - 1]
    staff = _working(scene, first.time_us)
    best: tuple[Suspicion, Move] | None = None
    for move in scene.moves:
        between = last.time_us - _SLACK_US <= move.time_us <= first.time_us + _SLACK_US
        if not (move.writes and between and move.status < 400) or wide(move.client) in staff:
            continue
        if move.path.endswith(b"/wp-cron.php"):  # WordPress calls itself
            continue
        suspicion = _suspicion(scene, path, last, first, move)
        if staff:
            suspicion.add(-2, "", "")
        if best is None or suspicion.points > best[0].points:
            best = (suspicion, move)
    if best is None or best[0].points < NEEDED:
        return None
    suspicion, writer = best
    suspicion.cite("before", last)
    suspicion.cite("attack", writer)
    suspicion.cite("after", *moves[place : place + 3])
    shown = path.decode("utf-8", "replace")
    return suspicion.signal(
        site=scene.site,
        behaviour=ChangedPage.name,
        step="entered",
        confidence="likely",
        clients={writer.client},
        opening=(f"The page {shown} was replaced", f"Halaman {shown} diganti"),
        links=(f"target:{scene.site}",),
    )


def _working(scene: Scene, at_us: int) -> set[str]:
    """Return the networks of those who were signed in around a time: a redesign is their work."""
    return {
        wide(session.client)
        for session in scene.sessions
        if session.sign_in is not None
        and session.start_us - _WITHIN_US <= at_us <= session.end_us + _WITHIN_US
    }


def _suspicion(scene: Scene, path: bytes, last: Move, first: Move, writer: Move) -> Suspicion:
    suspicion = Suspicion()
    suspicion.add(
        3,
        f"it went from {last.size} to {first.size} bytes for everybody",
        f"ukurannya berubah dari {last.size} menjadi {first.size} bita bagi semua orang",
    )
    suspicion.add(
        1,
        "between the last old and the first new answer somebody without a login sent data",
        "di antara jawaban lama dan baru, seseorang tanpa login mengirim data",
    )
    if scene.logs_referrers and not writer.referrer:
        suspicion.add(2, "from no page of the site", "bukan dari halaman situs ini")
    if scene.attackers.get(writer.client):
        suspicion.add(2, "and that address attacked the site", "dan alamat itu menyerang situs ini")
    looked = [
        m
        for m in scene.by_client[writer.client]
        if m.path == path and 0 <= m.time_us - writer.time_us <= _LOOK_US
    ]
    if looked:
        suspicion.add(1, "and then looked at the page", "lalu melihat hasilnya")
    return suspicion


BEHAVIOUR = ChangedPage()
