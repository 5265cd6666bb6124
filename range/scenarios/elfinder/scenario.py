"""A file manager left open takes a script; twin: the staff's pictures through the same file manager."""

from __future__ import annotations

from random import Random

from range.estate.addresses import office, resident
from range.estate.content import PASSWORDS, STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK, PEOPLE
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "elfinder"
SITES: tuple[str, ...] = ("perizinan",)
TWIN_SITES: tuple[str, ...] = ("ppdb",)

_CONNECTOR = "/elfinder/php/connector.minimal.php"


def intrusion(world: World) -> None:
    """Open the connector, upload, use what came to upload/files."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    world.go(SITES[0], world.at(9, 15.2), _break_in(me, dice))


def _break_in(me: Browser, dice: Random) -> Visit:
    name = script(dice)
    yield from me.get(f"{_CONNECTOR}?cmd=open&target=l1_Lw&init=1")
    yield Pause(3)
    yield from me.upload(
        _CONNECTOR, "upload", name, STANDIN, {"cmd": "upload", "target": "l1_Lw"}, role="upload"
    )
    yield Pause(2)
    yield from me.get(f"/upload/files/{name}", role="first use", referrer="")
    yield from use(me, f"/upload/files/{name}", dice, 12, posts=0.9)


def twin(world: World) -> None:
    """Eight pictures from the office, then citizens look at them."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("humas",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    world.go(TWIN_SITES[0], world.at(9, 11.3, working=True), _pictures(me, dice))
    for n in range(40):
        me = world.browser(actor, resident(dice), dice.choice(PEOPLE))
        world.go(TWIN_SITES[0], world.at(dice.uniform(10, 20), dice.uniform(7, 22)), _view(me, n % 8))


def _pictures(me: Browser, dice: Random) -> Visit:
    yield from sign_in(me, "laravel", "humas", PASSWORDS["humas"])
    yield from me.get(f"{_CONNECTOR}?cmd=open&target=l1_Lw&init=1")
    for n in range(8):
        yield Pause(30)
        picture = b"\xff\xd8\xff" + dice.randbytes(dice.randrange(20000, 70000))
        yield from me.upload(
            _CONNECTOR, "upload", f"alur-{n}.jpg", picture, {"cmd": "upload", "target": "l1_Lw"}
        )
        yield from me.get(f"/upload/files/alur-{n}.jpg")


def _view(me: Browser, n: int) -> Visit:
    yield from me.read("/informasi/alur", images=(f"/upload/files/alur-{n}.jpg",))
