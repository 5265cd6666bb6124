"""A script comes by FTP with a known password and is used on the web.

Twin: the webmaster's own deployment.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import mobile, office
from range.estate.content import DEPLOYED, STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PEOPLE
from range.visits.browser import Browser
from range.visits.steps import FtpSession, Pause, Visit
from range.visits.world import World

NAME = "ftp_shell"
SITES: tuple[str, ...] = ("kel-kenanga",)
TWIN_SITES: tuple[str, ...] = ("kel-seruni",)


def intrusion(world: World) -> None:
    """Sign in to FTP from a new network, store a script among the assets, use it."""
    actor, me, dice = intruder(world, NAME, SITES[0], "entered", users=(SITES[0],))
    name = script(dice)
    puts = ((f"aset/{name}", STANDIN, "upload"),)
    step = FtpSession(actor, me.ip, SITES[0], f"ftp-{SITES[0]}-26", puts, role="FTP upload")
    world.go(SITES[0], world.at(18, 3.7), _deploy(step, me, dice, f"/aset/{name}"))


def _deploy(step: FtpSession, me: Browser, dice: Random, path: str) -> Visit:
    yield step
    yield Pause(50)
    yield from me.get(path, role="first use", referrer="")
    yield from use(me, path, dice, 15)


def twin(world: World) -> None:
    """Two new pages by FTP from the office, then citizens open them from the home page."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=(TWIN_SITES[0],))
    site = TWIN_SITES[0]
    puts = (("antrean.php", DEPLOYED, ""), ("aset/antrean.css", b"p{}" * 2000, ""))
    step = FtpSession(actor, office(site), site, f"ftp-{site}-26", puts)
    world.go(site, world.at(17, 13.1, working=True), _one(step, world.browser(actor, office(site))))
    for _ in range(80):
        me = world.browser(actor, mobile(dice), dice.choice(PEOPLE))
        world.go(site, world.at(dice.uniform(18, 23), dice.uniform(6, 22)), _queue(me, dice.randrange(1, 30)))


def _one(step: FtpSession, me: Browser) -> Visit:
    yield step
    yield Pause(30)
    yield from me.read("/antrean.php", referrer="")


def _queue(me: Browser, day: int) -> Visit:
    yield from me.read("/")
    yield Pause(8)
    yield from me.read(f"/antrean.php?tanggal={day}")
