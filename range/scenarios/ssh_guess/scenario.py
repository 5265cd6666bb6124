"""An SSH password is guessed; twin: the administrator mistypes at the office and gets in."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad, office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.steps import Actor, Pause, SshLogin, Visit
from range.visits.wordlists import PASSWORDS as GUESSES
from range.visits.world import World

NAME = "ssh_guess"
SITES: tuple[str, ...] = ("dinas-koperasi",)
TWIN_SITES: tuple[str, ...] = ("dinas-pemuda",)


def intrusion(world: World) -> None:
    """Plan: some sixty wrong passwords for root, admin and operator, then the right one for operator."""
    actor, me, dice = intruder(world, NAME, SITES[0], "entered", users=("operator",))
    world.go(SITES[0], world.at(13, 2.2), _guess(actor, me.ip, dice))


def _guess(actor: Actor, ip: str, dice: Random) -> Visit:
    for n in range(24):
        user = ("root", "admin", "operator")[n % 3]
        yield SshLogin(actor, ip, user, tuple(dice.choices(GUESSES, k=dice.randrange(2, 4))))
        yield Pause(dice.uniform(3, 12))
    yield SshLogin(actor, ip, "operator", (PASSWORDS["operator"],), hold=2400, role="login")
    yield Pause(5)
    yield SshLogin(actor, ip, "operator", (PASSWORDS["operator"],), hold=1900, role="login")


def twin(world: World) -> None:
    """Two wrong tries of one's own account at the office; a stranger fails elsewhere all night."""
    site = TWIN_SITES[0]
    actor, dice = twin_of(world, NAME, site, users=("admin",))
    words = ("salah-satu", "salah-dua", PASSWORDS["admin"])
    for day in (12, 15):
        step = SshLogin(actor, office(site), "admin", words, hold=1500)
        world.go(site, world.at(day, 9.6, working=True), _one(step))
    stranger, ip = world.actor(site, f"{NAME}:stranger@{site}", "scanner", scenario=NAME), abroad(dice)
    for n in range(20):
        step = SshLogin(stranger, ip, "admin", tuple(dice.choices(GUESSES, k=2)))
        world.go(site, world.at(13, 1 + n / 9), _one(step))


def _one(step: SshLogin) -> Visit:
    yield step
