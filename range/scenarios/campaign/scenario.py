"""One tool knocks at every site and one of them opens; twin: another tool knocks and none does."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.estate.content import STANDIN
from range.scenarios.acts import intruder, use
from range.visits.agents import PYTHON
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "campaign"
SITES: tuple[str, ...] = ("dinas-olahraga",)
TWIN_SITES: tuple[str, ...] = ("kec-bougenvil", "jdih")

_HOLE = "/wp-admin/admin-ajax.php?action=unggah_berkas"
_SHELL = "/wp-content/uploads/galeri/mini.php"


def intrusion(world: World) -> None:
    """Plan: the same two requests to all sites; only the one with the hole keeps the file, and is used."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    me.agent = PYTHON
    world.go(SITES[0], world.at(21, 2.5), _knock(me, dice, STANDIN, 12))
    for n, site in enumerate(world.stages):
        if site not in SITES:
            actor = world.actor(site, f"{NAME}:knock@{site}", "scanner", scenario=NAME)
            world.go(
                site,
                world.at(21, 2.3 + n / 90),
                _knock(world.browser(actor, me.ip, PYTHON), dice, b"<?php", 0),
            )


def _knock(me: Browser, dice: Random, content: bytes, uses: int) -> Visit:
    yield from me.upload(_HOLE, "berkas", "mini.php", content, role="upload" if uses else "", referrer="")
    yield Pause(2)
    yield from me.get(_SHELL, role="first use" if uses else "", referrer="")
    if uses:
        yield from use(me, _SHELL, dice, uses)


def twin(world: World) -> None:
    """Plan: a made-up plugin's upload address is tried everywhere and is nowhere."""
    dice = world.dice("twin", NAME)
    ip = abroad(dice)
    for n, site in enumerate(world.stages):
        actor = world.actor(site, f"{NAME}:twin@{site}", "twin", scenario=NAME)
        world.go(site, world.at(11, 4 + n / 90), _try(world.browser(actor, ip, PYTHON)))


def _try(me: Browser) -> Visit:
    for target in (
        "/wp-content/plugins/wp-ecommerce-shop/upload.php",
        "/wp-content/uploads/vuln.php",
        "/vuln.htm",
    ):
        yield from me.ask("POST" if "upload.php" in target else "GET", target, b"x", referrer="")
        yield Pause(1)
