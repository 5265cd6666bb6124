"""Nine addresses use one shell, a few requests a day; twin: kiosks post to a script of the office."""

from __future__ import annotations

from pathlib import Path
from random import Random

from range.estate.addresses import abroad, office, resident
from range.estate.content import DEPLOYED, STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.steps import Effect, Pause, Visit
from range.visits.world import World

NAME = "slow_shell"
SITES: tuple[str, ...] = ("kel-dahlia",)
TWIN_SITES: tuple[str, ...] = ("kel-teratai",)


def intrusion(world: World) -> None:
    """Plan: uploaded by the first, used by eight others over eight days."""
    actor, me, dice = intruder(world, NAME, SITES[0], "entered")
    name = script(dice)
    world.go(SITES[0], world.at(14.5, 4.9), _upload(me, name))
    others = [abroad(dice) for _ in range(8)]
    for day in range(15, 23):
        for n in range(2):
            user = world.browser(actor, others[(day * 2 + n) % 8], DESK)
            world.go(SITES[0], world.at(day, dice.uniform(0, 24)), _few(user, name, dice.getrandbits(60)))


def _upload(me: Browser, name: str) -> Visit:
    yield from me.read("/pengaduan.php")
    yield from me.upload("/pengaduan.php", "lampiran", name, STANDIN, {"isi": "kk"}, role="upload")
    yield Pause(2)
    yield from me.get(f"/uploads/{name}", role="first use", referrer="")


def _few(me: Browser, name: str, seed: int) -> Visit:
    dice = Random(seed)
    yield from use(me, f"/uploads/{name}", dice, dice.randrange(1, 4), posts=1.0)


def twin(world: World) -> None:
    """Plan: the script kios.php appears; seven kiosks post to it every day, and are answered at length."""
    site = TWIN_SITES[0]
    actor, dice = twin_of(world, NAME, site)
    root = world.stages[site].place.docroot(world.stages[site].site)
    kiosks = [resident(dice) for _ in range(7)]
    first = world.browser(actor, office(site), DESK)
    world.go(site, world.at(14, 9.5, working=True), _deploy(first, root / "kios.php"))
    for day in range(15, 24):
        for n, ip in enumerate(kiosks):
            me = world.browser(actor, ip, "KiosLayanan/2.1 (Android 9)")
            world.go(site, world.at(day, 7.5 + n / 60), _report(me, n, day))


def _deploy(me: Browser, file: Path) -> Visit:
    def change() -> None:
        file.write_bytes(DEPLOYED)

    yield Effect(change)
    yield from me.get("/kios.php")


def _report(me: Browser, n: int, day: int) -> Visit:
    for hour in range(3):
        yield from me.post("/kios.php", {"perangkat": f"kios{n}-{day}-{hour}"}, referrer="")
        yield Pause(3 * 3600)
