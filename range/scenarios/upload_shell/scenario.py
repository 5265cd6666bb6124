"""A script goes up through the complaint form and is used.

Twin: many attachments, a new script of our own.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import mobile, office, resident
from range.estate.content import DEPLOYED, STANDIN
from range.scenarios.acts import intruder, probe, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PEOPLE
from range.visits.browser import Browser
from range.visits.steps import FtpSession, Pause, Visit
from range.visits.world import HOUR, World

NAME = "upload_shell"
SITES: tuple[str, ...] = ("kel-kenanga",)
TWIN_SITES: tuple[str, ...] = ("kel-seruni",)


def intrusion(world: World) -> None:
    """Upload a script by night, come back the night after."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    world.go(SITES[0], world.at(6, 2.2), _break_in(me, dice))


def _break_in(me: Browser, dice: Random) -> Visit:
    yield from probe(me, ("/", "/pengaduan.php", "/galeri.php"), dice)
    name = script(dice)
    yield from me.upload("/pengaduan.php", "lampiran", name, STANDIN, {"isi": "x"}, role="upload")
    yield Pause(4)
    yield from me.get(f"/uploads/{name}", role="first use", referrer="")
    yield from use(me, f"/uploads/{name}", dice, 26)
    yield Pause(22 * HOUR)
    yield from use(me, f"/uploads/{name}", dice, 9)


def twin(world: World) -> None:
    """Citizens send thirty attachments in a day; the webmaster deploys jadwal.php, which all then use."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    for n in range(30):
        me = world.browser(actor, resident(dice), dice.choice(PEOPLE))
        world.go(TWIN_SITES[0], world.at(6, 8 + dice.random() * 10), _attach(me, n, dice.getrandbits(60)))
    user = TWIN_SITES[0]
    step = FtpSession(actor, office(user), user, f"ftp-{user}-26", (("jadwal.php", DEPLOYED, ""),))
    world.go(user, world.at(6, 10, working=True), _deploy(step))
    for _ in range(120):
        me = world.browser(actor, mobile(dice), dice.choice(PEOPLE))
        day = dice.uniform(7, 20)
        world.go(user, world.at(day, dice.uniform(6, 22)), _look(me, dice.randrange(1, 31)))


def _deploy(step: FtpSession) -> Visit:
    yield step


def _attach(me: Browser, n: int, seed: int) -> Visit:
    dice = Random(seed)
    yield from me.read("/pengaduan.php")
    name = f"bukti-{n}.{dice.choice(('jpg', 'pdf', 'png'))}"
    yield from me.upload(
        "/pengaduan.php",
        "lampiran",
        name,
        b"\x89PNG" + dice.randbytes(dice.randrange(9000, 60000)),
        {"isi": "jalan rusak"},
    )
    yield Pause(5)
    yield from me.get(f"/uploads/{name}")


def _look(me: Browser, day: int) -> Visit:
    yield from me.read("/", referrer="https://www.google.com/")
    yield Pause(12)
    yield from me.read(f"/jadwal.php?tanggal=2026-10-{day:02d}")
