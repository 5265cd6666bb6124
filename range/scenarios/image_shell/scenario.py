"""A file called x.php.jpg is run as a script by a careless handler; twin: real pictures with parameters."""

from __future__ import annotations

from random import Random

from range.estate.addresses import mobile
from range.estate.content import STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PEOPLE
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "image_shell"
SITES: tuple[str, ...] = ("kel-kenanga",)
TWIN_SITES: tuple[str, ...] = ("kel-seruni",)


def intrusion(world: World) -> None:
    """Upload a picture that isn't one; its size moves with what it is asked."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    world.go(SITES[0], world.at(21, 22.9), _break_in(me, dice))


def _break_in(me: Browser, dice: Random) -> Visit:
    name = f"{script(dice)}.jpg"
    yield from me.read("/pengaduan.php")
    yield from me.upload("/pengaduan.php", "lampiran", name, STANDIN, {"isi": "foto"}, role="upload")
    yield Pause(3)
    yield from me.get(f"/uploads/{name}", role="first use", referrer="")
    yield from use(me, f"/uploads/{name}", dice, 12, posts=0.3)


def twin(world: World) -> None:
    """One picture of the complaint form, shared with ever other parameters, always of one size."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, mobile(dice), dice.choice(PEOPLE))
    world.go(TWIN_SITES[0], world.at(21, 9.3), _attach(me, dice.randbytes(41000)))
    for n in range(40):
        me = world.browser(actor, mobile(dice), dice.choice(PEOPLE))
        world.go(TWIN_SITES[0], world.at(21.5, 10 + n / 4), _look(me, n))


def _attach(me: Browser, content: bytes) -> Visit:
    yield from me.read("/pengaduan.php")
    yield from me.upload(
        "/pengaduan.php", "lampiran", "foto-banjir.jpg", b"\xff\xd8\xff" + content, {"isi": "banjir"}
    )
    yield Pause(3)
    yield from me.get("/uploads/foto-banjir.jpg")


def _look(me: Browser, n: int) -> Visit:
    yield from me.get(f"/uploads/foto-banjir.jpg?w={100 + 20 * n}&v={n}", referrer="https://m.facebook.com/")
