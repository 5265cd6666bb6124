"""Root's key is used from a new network at night, several sessions at once.

Twin: two sessions at the office.
"""

from __future__ import annotations

from range.estate.addresses import office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.steps import SshLogin, Visit
from range.visits.world import World

NAME = "ssh_root_key"
SITES: tuple[str, ...] = ("perizinan",)
TWIN_SITES: tuple[str, ...] = ("ppdb",)


def intrusion(world: World) -> None:
    """Three sessions within six seconds, and again the next night; not one failure."""
    actor, me, _ = intruder(world, NAME, SITES[0], "entered", users=("root",))
    for day, hour in ((14, 2.79), (15, 3.11)):
        for n in range(3):
            step = SshLogin(actor, me.ip, "root", key=True, hold=900 + 200 * n, role="login")
            world.go(SITES[0], world.at(day, hour + n * 2 / 3600), _one(step))


def twin(world: World) -> None:
    """Plan: the administrator works in two windows, from the office's address, by day."""
    site = TWIN_SITES[0]
    actor, _ = twin_of(world, NAME, site, users=("admin",))
    for day in (10, 14, 15):
        for n in range(2):
            step = SshLogin(actor, office(site), "admin", (PASSWORDS["admin"],), hold=2400 + 300 * n)
            world.go(site, world.at(day, 10.2 + n / 1200, working=True), _one(step))


def _one(step: SshLogin) -> Visit:
    yield step
