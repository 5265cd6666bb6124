"""PHPUnit's eval-stdin answers what it is told.

Twin: the same knock where it is missing or everything is 200.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import COMMANDS, intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PYTHON
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "phpunit"
SITES: tuple[str, ...] = ("perizinan",)
TWIN_SITES: tuple[str, ...] = ("ppdb", "ppid")

_PATH = "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php"


def intrusion(world: World) -> None:
    """Twelve bodies, twelve answers of different sizes."""
    _, me, dice = intruder(world, NAME, SITES[0], "executed", accepts=("entered",))
    me.agent = PYTHON
    world.go(SITES[0], world.at(5, 6.3), _send(me, dice, "answer"))


def _send(me: Browser, dice: Random, role: str) -> Visit:
    yield from me.get("/")
    for path in ("/phpunit/src/Util/PHP/eval-stdin.php", "/lib/phpunit/phpunit/Util/PHP/eval-stdin.php"):
        yield from me.ask("POST", path, b"<?php echo 1;", referrer="")
        yield Pause(1)
    for number in range(12):
        body = f"<?php echo '{COMMANDS[number]}';".encode()
        yield from me.ask("POST", _PATH, body, role=role, referrer="")
        yield Pause(dice.uniform(2, 30))


def twin(world: World) -> None:
    """404 on one site, 200 with the home page on the other."""
    for site in TWIN_SITES:
        actor, dice = twin_of(world, NAME, site)
        me = world.browser(actor, abroad(dice), PYTHON)
        world.go(site, world.at(5, 7.2), _send(me, dice, ""))
