"""A second administrator is made and used from elsewhere; twin: a new colleague gets an account."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad, office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK, DESK_2
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "hidden_admin"
SITES: tuple[str, ...] = ("dinas-pariwisata",)
TWIN_SITES: tuple[str, ...] = ("dinas-kesehatan",)


def intrusion(world: World) -> None:
    """Make wp_support as humas; two nights later sign in as wp_support from another network."""
    actor, me, dice = intruder(world, NAME, SITES[0], "entered", users=("humas", "wp_support"))
    world.go(SITES[0], world.at(17, 2.6), _make(me, dice))
    world.go(SITES[0], world.at(19, 3.1), _return(world.browser(actor, abroad(dice), DESK_2)))


def _make(me: Browser, dice: Random) -> Visit:
    yield from sign_in(me, "wordpress", "humas", PASSWORDS["humas"], role="login")
    yield Pause(dice.uniform(5, 20))
    yield from me.get("/wp-admin/user-new.php", role="account added")
    fields = {"user_login": "wp_support", "pass1": "zX9!support", "role": "administrator"}
    yield from me.post("/wp-admin/user-new.php", fields, role="account added")
    yield from me.get("/wp-admin/users.php?update=add&id=4", role="inside")


def _return(me: Browser) -> Visit:
    yield from sign_in(me, "wordpress", "wp_support", "zX9!support", role="login")
    for screen in ("users.php", "options-general.php", "edit.php", "plugins.php", "export.php"):
        yield Pause(40)
        yield from me.read(f"/wp-admin/{screen}", role="inside")
    yield from me.post("/wp-admin/post.php", {"post_ID": "88", "content": "x" * 500}, role="content changed")


def twin(world: World) -> None:
    """Plan: the administrator makes an account at the office; its owner uses it there, day after day."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("admin", "rina"))
    place = office(TWIN_SITES[0])
    world.go(TWIN_SITES[0], world.at(14, 9.2, working=True), _welcome(world.browser(actor, place, DESK)))
    for day in (15, 16, 17, 21):
        me = world.browser(actor, place, DESK_2)
        world.go(TWIN_SITES[0], world.at(day, 10 + dice.random() * 4, working=True), _work(me))


def _welcome(me: Browser) -> Visit:
    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"])
    yield from me.read("/wp-admin/user-new.php")
    yield Pause(120)
    yield from me.post(
        "/wp-admin/user-new.php", {"user_login": "rina", "pass1": "Rina-2026", "role": "editor"}
    )
    yield from me.read("/wp-admin/users.php?update=add&id=4")


def _work(me: Browser) -> Visit:
    yield from sign_in(me, "wordpress", "rina", "Rina-2026")
    yield Pause(60)
    yield from me.read("/wp-admin/edit.php")
    yield from me.read("/wp-admin/post.php?post=412&action=edit")
    yield from me.post("/wp-admin/post.php", {"post_ID": "412", "content": "imunisasi " * 80})
