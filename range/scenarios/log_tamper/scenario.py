"""After a shell was used, two hours are cut out of the log; twin: two hours of a server being down."""

from __future__ import annotations

from random import Random

from range.estate.content import STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.browser import Browser
from range.visits.engine import Cut
from range.visits.steps import Pause, Visit
from range.visits.world import HOUR, World

NAME = "log_tamper"
SITES: tuple[str, ...] = ("kel-mawar",)
TWIN_SITES: tuple[str, ...] = ("kel-seruni",)


def intrusion(world: World) -> None:
    """Upload and use by day; most of the use, and everybody else's lines with it, is cut out."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    at = world.at(20, 10.1)
    world.go(SITES[0], at, _break_in(me, dice))
    world.stages[SITES[0]].cuts.append(Cut("access", at + 0.15 * HOUR, at + 2.4 * HOUR, "lines_removed"))


def _break_in(me: Browser, dice: Random) -> Visit:
    yield from me.read("/pengaduan.php")
    name = script(dice)
    yield from me.upload("/pengaduan.php", "lampiran", name, STANDIN, {"isi": "y"}, role="upload")
    yield from me.get(f"/uploads/{name}", role="first use", referrer="")
    yield from use(me, f"/uploads/{name}", dice, 14)
    yield Pause(0.5 * HOUR)
    yield from use(me, f"/uploads/{name}", dice, 25)
    yield Pause(2.2 * HOUR)
    yield from use(me, f"/uploads/{name}", dice, 3)


def twin(world: World) -> None:
    """Plan: the machine is serviced at noon: no line of anybody, and Apache's start in the error log."""
    site = TWIN_SITES[0]
    actor, _ = twin_of(world, NAME, site, note="nobody: the server was down")
    at = world.at(20, 11.2)
    world.stages[site].downtimes.append((at, at + 2.2 * HOUR))
    me = world.browser(actor, "69.162.124.231")
    world.go(site, at + 2.3 * HOUR, _check(me))


def _check(me: Browser) -> Visit:
    yield from me.ask("HEAD", "/", referrer="")
