"""Finds records that one client had an interface give out in bulk, where only bodies say which were asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide
from siaga.foundation.urls import plain_path

_INTERFACE = re.compile(r"/(?:graphql|gql|api|rest|rpc|odata|v\d{1,2})(?:/|$)")
MANY, CLIENTS, TIMES = 200, 30, 8
"""Requests, clients that use the interface too, and times as many as nearly all of those."""

_RIVALS = 3
_RECORD, _KIND = 256, 2
_SAMPLE = 40
_BRIEF_US = 12 * 3_600_000_000


def posted_reading(scene: Scene) -> Iterator[Signal]:
    """Compare every client of an interface with all the others there."""
    for path, moves in scene.by_path.items():
        if len(moves) < CLIENTS or not _INTERFACE.search(plain_path(path)):
            continue
        # Of many like requests only the first, and those of new sizes, are at hand: figures count the rest.
        kept: dict[str, list[Move]] = defaultdict(list)
        for move in moves:
            if move.writes and move.status == 200 and move.size > 0:
                kept[move.client].append(move)
        if len(kept) >= CLIENTS and _is_guarded(moves):
            yield from _outstanding(scene, path, kept)


def _outstanding(scene: Scene, path: bytes, kept: dict[str, list[Move]]) -> Iterator[Signal]:
    seen = {client: scene.ledger.clients.figures(client.encode()) for client in kept}
    counts = sorted(figures.writes for figures in seen.values() if figures)
    usual = counts[len(counts) * 9 // 10] if counts else 0
    brief = {
        client: figures.writes
        for client, figures in sorted(seen.items())
        if figures
        and figures.writes >= max(MANY, TIMES * usual)
        and figures.last_us - figures.first_us <= _BRIEF_US
    }
    if len(brief) > _RIVALS:
        # Where several ask for so much it is how the interface is used.
        return
    for client, count in brief.items():
        if wide(client) not in scene.staff and _is_walk(kept[client]):
            yield _signal(scene, path, client, (kept[client], count, usual))


def _is_guarded(moves: list[Move]) -> bool:
    """Say whether an interface is not for everybody: it knows its callers' names, or refused somebody."""
    named = sum(1 for move in moves if move.user)
    return 2 * named >= len(moves) or any(move.status in {401, 403} for move in moves)


def _is_walk(found: list[Move]) -> bool:
    """Say whether one program got one kind of record each time, and each time another one.

    People use an interface for this and that: their answers range from a line to a list.
    """
    sizes = [move.size for move in found[:_SAMPLE]]
    middle = median(sizes)
    alike = sum(1 for size in sizes if middle <= size * _KIND and size <= middle * _KIND)
    other = len(set(sizes)) * 2 >= len(sizes)
    return (
        middle >= _RECORD
        and other
        and alike * 10 >= 8 * len(sizes)
        and len({move.agent for move in found}) == 1
    )


def _signal(scene: Scene, path: bytes, client: str, told: tuple[list[Move], int, int]) -> Signal:
    found, count, usual = told
    suspicion = Suspicion()
    suspicion.add(
        3,
        f"{count} requests within hours; of the others hardly anybody made more than {usual}",
        f"{count} permintaan dalam hitungan jam; yang lain hampir tidak ada yang melebihi {usual}",
    )
    suspicion.add(
        2,
        "one kind of record again and again, each time another one",
        "satu jenis data berulang-ulang, setiap kali data yang lain",
    )
    suspicion.cite("record", *[move for move in found if move.size >= _RECORD])
    shown = path.decode("utf-8", "backslashreplace")
    return suspicion.signal(
        site=scene.site,
        behaviour="bulk_reading",
        step="exfiltrated",
        confidence="likely",
        clients={client},
        users={move.user for move in found if move.user},
        opening=(f"Records were read in bulk through {shown}", f"Data dibaca secara massal lewat {shown}"),
    )
