"""Finds accounts that fetch numbered objects of hundreds of others, where everybody else fetches a few."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from siaga.detection.behaviours.suspicion import Suspicion
from siaga.detection.ledger.happenings import Happening
from siaga.detection.scene.scene import Scene
from siaga.findings.shape import Signal
from siaga.foundation.networks import is_loopback
from siaga.intake.rows import NO_TIME

MANY, TIMES = 50, 20
"""So many different objects, and so many times the usual number, are no longer an account's own."""

ACCOUNTS = 20
"""From so many accounts on it can be told what is usual."""

STEP, WALKED = 5, 0.8
"""Numbers at most so far apart, in that share of fetches, are a walk along the numbers."""

WORK_DAYS = 5
"""Who does it on so many days does it for a living."""

_READING = frozenset({"download", "export"})
_NUMBER = re.compile(r"(\d{1,18})\D{0,12}$")
_DAY_US = 24 * 3_600_000_000


def look(scene: Scene, name: str) -> Iterator[Signal]:
    """Yield a signal for every account that walked along the numbers of others' objects."""
    fetched: dict[tuple[str, str], dict[str, list[Happening]]] = defaultdict(lambda: defaultdict(list))
    for happening in scene.happenings:
        event = happening.event
        told = event.user and event.object and event.time_us != NO_TIME and not is_loopback(event.client_ip)
        if told and event.action in _READING and event.outcome == "success":
            fetched[event.application, event.detail.get("action", event.action)][event.user].append(happening)
    for _, by_user in sorted(fetched.items()):
        usual = median(len({h.event.object for h in mine}) for mine in by_user.values())
        for user, mine in sorted(by_user.items()):
            objects = len({h.event.object for h in mine})
            if len(by_user) >= ACCOUNTS and objects >= max(MANY, TIMES * usual) and _walks(mine):
                yield _signal(scene, name, user, mine, objects)


def _walks(fetches: list[Happening]) -> bool:
    """Say whether objects were fetched number after number, on few days."""
    days = {h.event.time_us // _DAY_US for h in fetches}
    numbers = [int(found[1]) for h in fetches if (found := _NUMBER.search(h.event.object))]
    near = sum(1 for one, two in pairwise(numbers) if 0 < abs(two - one) <= STEP)
    return len(days) < WORK_DAYS and len(numbers) >= MANY and near >= WALKED * (len(numbers) - 1)


def _signal(scene: Scene, name: str, user: str, mine: list[Happening], objects: int) -> Signal:
    suspicion = Suspicion()
    suspicion.add(
        4,
        f"at least {objects} different ones, number after number, where others fetch a few",
        f"sedikitnya {objects} yang berbeda, nomor demi nomor, sedangkan akun lain hanya mengambil beberapa",
    )
    suspicion.cite("dump", *mine)
    return suspicion.signal(
        site=scene.site,
        behaviour=name,
        step="exfiltrated",
        confidence="confirmed",
        clients={h.event.client_ip for h in mine if h.event.client_ip},
        users={user},
        opening=(
            f"The account {user} fetched other people's papers",
            f"Akun {user} mengambil dokumen milik orang lain",
        ),
    )
