"""Finds a home page whose size changes for all visitors shortly after somebody attacked the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.kinds import Kind
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal

BEFORE, AFTER = 6, 4
"""Home page answers needed before and after a change."""

_SHIFT = 0.3
_STEADY = 0.1
_WITHIN_US = 3_600_000_000


class ChangedPage:
    """The home page's size jumps and stays, within an hour after an attack's write."""

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
    for place in range(BEFORE, len(moves) - AFTER + 1):
        before = [move.size for move in moves[max(0, place - 24) : place]]
        after = [move.size for move in moves[place : place + 12]]
        old, new = median(before), median(after)
        steady = _spread(before) <= _STEADY * old and _spread(after) <= _STEADY * new
        if steady and abs(new - old) > _SHIFT * old and abs(moves[place].size - new) <= _STEADY * new:
            return place
    return None


def _spread(sizes: list[int]) -> float:
    middle = median(sizes)
    return float(median(abs(size - middle) for size in sizes)) * 2


def _judge(scene: Scene, path: bytes, moves: list[Move], place: int) -> Signal | None:
    first, last = moves[place], moves[place - 1]
    writers = [
        move
        for move in scene.moves
        if move.writes and move.status < 400 and scene.attackers.get(move.client)
        and last.time_us - _WITHIN_US <= move.time_us <= first.time_us
    ]  # fmt: skip
    if not writers:
        return None
    suspicion = Suspicion()
    suspicion.add(
        4,
        f"it went from {last.size} to {first.size} bytes for everybody",
        f"ukurannya berubah dari {last.size} menjadi {first.size} bita bagi semua orang",
    )
    suspicion.add(
        2, "right after an attacker's request that writes", "tepat setelah permintaan tulis dari penyerang"
    )
    suspicion.cite("before", last)
    suspicion.cite("after", *moves[place : place + 3])
    suspicion.cite("attack", *writers[-3:])
    shown = path.decode("utf-8", "replace")
    return suspicion.signal(
        site=scene.site,
        behaviour=ChangedPage.name,
        step="entered",
        confidence="likely",
        clients={move.client for move in writers[-3:]},
        opening=(f"The page {shown} was replaced", f"Halaman {shown} diganti"),
        links=(f"target:{scene.site}",),
    )


BEHAVIOUR = ChangedPage()
