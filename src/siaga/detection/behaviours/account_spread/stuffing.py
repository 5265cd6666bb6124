"""Finds passwords that fitted while a network of machines tried lists of them: tried, accepted, left unused."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.sessions import SignIn
from siaga.findings.shape import Signal
from siaga.foundation.networks import wide

NETWORKS = 10
"""From so many providers' networks logins failed, and nothing else was done, when lists are tried."""

WITHIN_US = 24 * 3_600 * 1_000_000
"""That long before and after such failures an accepted password belongs to them."""

LEFT_US = 10 * 1_000_000
"""Whoever still asks for something this long after the last login has come for more than logging in."""

FEW = 3
"""More good logins of one address without any use are a probe that watches the site."""

CERTAIN = 2
"""So many addresses that left an accepted password unused leave no doubt."""


def look(scene: Scene, name: str) -> Iterator[Signal]:
    """Yield one signal for a site where lists of passwords were tried and some were accepted."""
    inside = {session.client for session in scene.sessions}
    failed: list[tuple[int, str]] = []
    accepted: list[SignIn] = []
    for client, signed in sorted(scene.sign_ins.items()):
        good = [sign_in for sign_in in signed if sign_in.succeeded]
        if not _only_tries(scene, client, signed):
            continue
        if not good:
            failed += [(sign_in.move.time_us, wide(client)) for sign_in in signed]
        elif len(good) <= FEW and client not in inside and _left(scene, client, signed[-1]):
            accepted += good[-1:]
    found = [sign_in for sign_in in accepted if _amid(sign_in, failed)]
    if found:
        yield _signal(scene, name, found, len({network for _, network in failed}))


def _only_tries(scene: Scene, client: str, signed: list[SignIn]) -> bool:
    """Say whether an address asked for little more than the form and its answer: a person would look around."""
    figures = scene.ledger.clients.figures(client.encode())
    return figures is not None and figures.requests <= 2 * len(signed) + 1


def _left(scene: Scene, client: str, last: SignIn) -> bool:
    """Say whether an address asked for nothing after its last login: a person has come for something."""
    figures = scene.ledger.clients.figures(client.encode())
    return figures is not None and figures.last_us - last.move.time_us <= LEFT_US


def _amid(sign_in: SignIn, failed: list[tuple[int, str]]) -> bool:
    at, own = sign_in.move.time_us, wide(sign_in.move.client)
    networks = {network for time, network in failed if abs(time - at) <= WITHIN_US and network != own}
    return len(networks) >= NETWORKS


def _signal(scene: Scene, name: str, found: list[SignIn], networks: int) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        4,
        f"logins failed from {networks} networks that did nothing else",
        f"login gagal dari {networks} jaringan yang tidak melakukan hal lain",
    )
    suspicion.add(
        2,
        f"{len(found)} address(es) of the same kind were let in and left at once",
        f"{len(found)} alamat sejenis diterima lalu langsung pergi",
    )
    moves = sorted((sign_in.move for sign_in in found), key=lambda move: (move.time_us, move.client))
    suspicion.cite("login", *moves)
    return suspicion.signal(
        site=scene.site,
        behaviour=name,
        step="entered",
        confidence="confirmed" if len(found) >= CERTAIN else "likely",
        clients={move.client for move in moves},
        users={move.user for move in moves} - {""},
        opening=(
            "Lists of passwords were tried, and some were accepted",
            "Daftar kata sandi dicoba, dan sebagian diterima",
        ),
    )
