"""Citizens' records are read one by one to the last; twin: a search engine reads all the news."""

from __future__ import annotations

from random import Random

from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import GOOGLEBOT, PYTHON
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "bulk_api"
SITES: tuple[str, ...] = ("disdukcapil",)
TWIN_SITES: tuple[str, ...] = ("bapenda",)


def intrusion(world: World) -> None:
    """1,500 records in consecutive order within half an hour."""
    _, me, dice = intruder(world, NAME, SITES[0], "exfiltrated")
    me.agent = PYTHON
    world.go(SITES[0], world.at(16, 23.1), _walk(me, "/api/warga/{}", 1500, 1.2, dice, "record read"))


def _walk(me: Browser, shape: str, count: int, pause: float, dice: Random, role: str) -> Visit:
    for n in range(1, count + 1):
        yield from me.get(shape.format(n), role=role, referrer="")
        yield Pause(dice.uniform(0.5 * pause, 1.5 * pause))


def twin(world: World) -> None:
    """Googlebot reads 600 news pages and their 600 API twins in order, slowly."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    for shape, ip in (("/berita/{}", "66.249.66.71"), ("/api/berita/{}", "66.249.66.72")):
        me = world.browser(actor, ip, GOOGLEBOT)
        world.go(TWIN_SITES[0], world.at(15, 2), _walk(me, shape, 600, 200, Random(dice.getrandbits(60)), ""))
