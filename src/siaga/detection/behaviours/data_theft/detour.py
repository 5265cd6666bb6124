"""Finds pages behind a login that were read by a detour: a path written so that only the guard misreads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_to_bytes

from siaga.detection.behaviours.injection.reflection import explained_by_echo
from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.agents import from_crawler_network
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

FEW, MANY = 3, 20
"""Different pages that were given out by a detour: so many are no accident; so many more are all there was."""

NEEDED, SURE = 5, 7

_WRITTEN = re.compile(rb"/(?:\.|%2e){2}(?:;|%3b|%2f|%5c)|/(?:\.%2e|%2e\.|%2e%2e)(?:/|$)", re.IGNORECASE)
"""A step up behind a path parameter (RFC 3986 §3.3), or in percent codes: no link and no program writes it so."""


def detours(scene: Scene) -> Iterator[Signal]:
    """Yield a signal for every client that was given pages by a detour which nobody was ever given straight.

    A guard in front of an application compares the path as it is written; the application then follows its steps.
    What everybody is given straight needs no detour, and is left out; so are sites that answer anything alike.
    """
    for client, moves in scene.by_client.items():
        if from_crawler_network(client) or wide(client) in scene.staff:
            continue
        given: dict[bytes, Move] = {}
        for move in moves:
            led = move.rules and move.status == 200 and move.size > 0 and not move.writes
            if led and _WRITTEN.search(move.path) and scene.answered(move):
                given.setdefault(leads_to(move.path), move)
        found = {page: move for page, move in given.items() if not _given_straight(scene, page)}
        if len(found) < FEW or len({move.size for move in found.values()}) < FEW:
            continue
        if not explained_by_echo(list(found.values())):
            signal = _judge(scene, client, found)
            if signal is not None:
                yield signal


def leads_to(path: bytes) -> bytes:
    """Return where a logged path leads: parameters off, percent codes read, steps up taken (RFC 3986 §5.2.4)."""
    place: list[bytes] = []
    for segment in unquote_to_bytes(path).replace(b"\\", b"/").split(b"/")[1:]:
        name = segment.partition(b";")[0]
        if name == b"..":
            del place[-1:]
        elif name != b".":
            place.append(name)
    return b"/" + b"/".join(place)


def _given_straight(scene: Scene, page: bytes) -> bool:
    figures = scene.ledger.paths.figures(page)
    return figures is not None and figures.served > 0


def _judge(scene: Scene, client: str, found: Mapping[bytes, Move]) -> Signal | None:
    suspicion = Suspicion()
    suspicion.add(
        3,
        f"{len(found)} different pages were given out that nobody had been given at their own address",
        f"{len(found)} halaman berbeda diberikan, padahal di alamat aslinya tidak pernah diberikan kepada siapa pun",
    )
    refused = [page for page in found if scene.ledger.paths.figures(page) is not None]
    if refused:
        shown = refused[0].decode("utf-8", "backslashreplace")
        suspicion.add(
            3,
            f"their own address was asked for in vain ({shown})",
            f"alamat aslinya pernah diminta tanpa hasil ({shown})",
        )
    if len(found) >= MANY:
        suspicion.add(2, "dozens of them by the same detour", "puluhan lewat jalan memutar yang sama")
    vain = [move for move in scene.by_client[client] if move.status >= 300 and _WRITTEN.search(move.path)]
    if vain:
        suspicion.add(
            1, "other ways of writing it were tried first", "cara penulisan lain dicoba lebih dahulu"
        )
    if suspicion.points < NEEDED:
        return None
    suspicion.cite("record", *found.values())
    return suspicion.signal(
        site=scene.site,
        behaviour="bulk_reading",
        step="exfiltrated",
        confidence="confirmed" if suspicion.points >= SURE else "likely",
        clients={client},
        opening=(
            "Pages behind a guard were read by a detour around it",
            "Halaman yang dijaga dibaca lewat jalan memutar",
        ),
    )
