"""Cuts the power of a vault's disk: what was not synced is then lost, torn or kept, as POSIX allows."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

from siaga.vault.storage.local import LocalStorage
from siaga.vault.storage.power_loss import PowerLossDisk, PowerLostError

from .judged import judge
from .life import Acknowledged, Life

ROOT = Path("/srv/city/vault")
CUTS_PER_LIFE = 10
MOST_OPERATIONS = 500


def one_life(place: Path, seed: int, cuts: int = CUTS_PER_LIFE, first_cut: int | None = None) -> int:
    """Let a vault live through so many power cuts and judge it after each; return how many there were.

    The first comes before the elementary operation `first_cut` (counted from the vault's creation), the
    others at random.
    """
    chance = random.Random(seed)
    promised: list[Acknowledged] = []
    disk = PowerLossDisk()
    life = Life(LocalStorage(ROOT, disk), place, chance, promised.append)
    for number in range(cuts):
        at = first_cut if number == 0 and first_cut is not None else chance.randrange(MOST_OPERATIONS)
        disk.cut_at(at)
        with suppress(PowerLostError):
            life.begin()
            life.live(acts=8)
        disk = disk.crash(chance)
        life.storage = LocalStorage(ROOT, disk)
        life.begin()
        judge(life, promised, deep=number == cuts - 1)
    return cuts
