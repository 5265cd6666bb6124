"""A script is stored by PUT and used; twin: the office stores documents by PUT."""

from __future__ import annotations

from random import Random

from range.estate.addresses import office, resident
from range.estate.content import STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PEOPLE
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "webdav_put"
SITES: tuple[str, ...] = ("dinsos",)
TWIN_SITES: tuple[str, ...] = ("kel-teratai",)


def intrusion(world: World) -> None:
    """Try a text file, store a script, use it."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    me.agent = "davfs2/1.6.1 neon/0.32.2"
    world.go(SITES[0], world.at(11, 19.3), _put(me, dice))


def _put(me: Browser, dice: Random) -> Visit:
    name = script(dice)
    yield from me.ask("OPTIONS", "/dav/", referrer="")
    yield from me.ask("PUT", "/dav/tes.txt", b"tes", referrer="")
    yield Pause(5)
    yield from me.ask("PUT", f"/dav/{name}", STANDIN, role="upload", referrer="")
    yield Pause(8)
    yield from me.get(f"/dav/{name}", role="first use", referrer="")
    yield from use(me, f"/dav/{name}", dice, 13)


def twin(world: World) -> None:
    """Twelve documents on three days, read by citizens afterwards."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    site = TWIN_SITES[0]
    for day in (4, 11, 18):
        me = world.browser(actor, office(site), "Microsoft-WebDAV-MiniRedir/10.0.19045")
        world.go(site, world.at(day, 10.4, working=True), _documents(me, day, dice.randbytes(45000)))
        for _ in range(12):
            reader = world.browser(actor, resident(dice), dice.choice(PEOPLE))
            world.go(site, world.at(day + 1, dice.uniform(8, 20)), _read(reader, day, dice.randrange(4)))


def _documents(me: Browser, day: int, content: bytes) -> Visit:
    yield from me.ask("OPTIONS", "/dav/", referrer="")
    for n in range(4):
        yield Pause(20)
        yield from me.ask("PUT", f"/dav/notulen-{day}-{n}.docx", content[: 20000 + 5000 * n], referrer="")


def _read(me: Browser, day: int, n: int) -> Visit:
    yield from me.read("/", referrer="https://www.google.com/")
    yield from me.get(f"/dav/notulen-{day}-{n}.docx")
