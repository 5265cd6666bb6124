"""An open backup folder is listed and its dump taken; twin: staff and citizens download what is theirs."""

from __future__ import annotations

from random import Random

from range.estate.addresses import office, resident
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder, probe
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK, PEOPLE
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "dump_fetch"
SITES: tuple[str, ...] = ("kel-mawar",)
TWIN_SITES: tuple[str, ...] = ("kel-flamboyan", "bapenda")


def intrusion(world: World) -> None:
    """Guess names, find the listing, take the dump."""
    _, me, dice = intruder(world, NAME, SITES[0], "exfiltrated")
    world.go(SITES[0], world.at(18, 5.4), _take(me, dice))


def _take(me: Browser, dice: Random) -> Visit:
    yield from probe(me, ("/backup.zip", "/db.sql", "/dump.sql.gz", "/site.tar.gz"), dice)
    yield from me.get("/backup/", role="listing", referrer="")
    yield Pause(9)
    yield from me.get("/backup/db-20260901.sql.gz", role="dump", referrer="")


def twin(world: World) -> None:
    """Plan: an extra backup at the office; forty citizens fetch the open data archive."""
    first, second = TWIN_SITES
    actor, _ = twin_of(world, NAME, first, users=("admin",))
    at = world.at(18, 14.6, working=True)
    world.go(first, at, _backup(world.browser(actor, office(first), DESK), world.stamp(at)))
    other, dice = twin_of(world, NAME, second)
    for _ in range(40):
        me = world.browser(other, resident(dice), dice.choice(PEOPLE))
        world.go(second, world.at(dice.uniform(16, 20), dice.uniform(7, 22)), _download(me))


def _backup(me: Browser, date: str) -> Visit:
    yield from sign_in(me, "kelurahan", "admin", PASSWORDS["admin"])
    yield from me.read("/admin/cadangan.php")
    yield from me.get("/admin/cadangan.php?buat=1")
    yield Pause(4)
    yield from me.read("/admin/cadangan.php?selesai=1")
    yield from me.get(f"/backup/db-{date}.sql.gz")


def _download(me: Browser) -> Visit:
    yield from me.read("/unduhan", referrer="https://www.google.com/")
    yield Pause(20)
    yield from me.get("/dokumen/data-terbuka-2025.zip")
