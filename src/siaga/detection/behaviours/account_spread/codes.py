"""Finds one-time codes that were guessed: refusal upon refusal within minutes, then one that fitted."""

from __future__ import annotations

from collections.abc import Iterator

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.moves import Move
from siaga.detection.scene.scene import Scene
from siaga.detection.scene.second_step import enters_code
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback

GUESSES = 20
"""So many refused codes in a row are nobody's typing errors; where many share an address, good ones lie between."""

WITHIN_US = 30 * 60 * 1_000_000
"""Codes run out: guesses that led to a good one lie this close before it."""


def look(scene: Scene, name: str) -> Iterator[Signal]:
    """Yield a signal for every address whose guessing at codes ended in a good one that was then used."""
    for client, moves in sorted(scene.by_client.items()):
        if is_loopback(client):
            continue
        refused: list[Move] = []
        for move in filter(enters_code, moves):
            if move.status >= 400:
                refused.append(move)
                continue
            guesses = [one for one in refused if move.time_us - one.time_us <= WITHIN_US]
            if len(guesses) >= GUESSES and _fitted(scene, move, guesses):
                yield _signal(scene, name, move, guesses)
                break
            refused = []


def _fitted(scene: Scene, good: Move, refused: list[Move]) -> bool:
    """Say whether a code was taken: its answer is another one than a refusal's, and the address went on."""
    figures = scene.ledger.clients.figures(good.client.encode())
    went_on = figures is not None and figures.last_us > good.time_us
    return 200 <= good.status < 400 and good.size not in {one.size for one in refused} and went_on


def _signal(scene: Scene, name: str, good: Move, refused: list[Move]) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        5,
        f"at least {len(refused)} wrong codes within minutes before it",
        f"sedikitnya {len(refused)} kode salah dalam beberapa menit sebelumnya",
    )
    suspicion.cite("failed login", refused[0], refused[-1])
    suspicion.cite("login", good)
    return suspicion.signal(
        site=scene.site,
        behaviour=name,
        step="entered",
        confidence="confirmed",
        clients={good.client},
        users={good.user} - {""},
        opening=("A one-time code was guessed", "Kode sekali pakai ditebak sampai cocok"),
    )
