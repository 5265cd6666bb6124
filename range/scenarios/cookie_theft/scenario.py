"""A stolen session is used from elsewhere, without any login; twin: a session that lives on over night."""

from __future__ import annotations

from random import Random

from range.estate.addresses import office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK, DESK_2
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import HOUR, World

NAME = "cookie_theft"
SITES: tuple[str, ...] = ("dinas-koperasi",)
TWIN_SITES: tuple[str, ...] = ("kec-bougenvil",)


def intrusion(world: World) -> None:
    """Plan: the administrator signs in at the office; an hour later the session works abroad."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("admin",))
    me.agent = DESK_2
    owner = world.actor(SITES[0], f"{NAME}:owner", "staff", users=("admin",))
    victim = world.browser(owner, office(SITES[0]), DESK)
    world.go(SITES[0], world.at(19, 11.2, working=True), _share(victim, me, dice))


def _share(victim: Browser, me: Browser, dice: Random) -> Visit:
    yield from sign_in(victim, "wordpress", "admin", PASSWORDS["admin"])
    yield Pause(1.1 * HOUR)
    me.cookies.update(victim.cookies)
    for screen in ("/wp-admin/", "/wp-admin/users.php", "/wp-admin/plugins.php"):
        yield from me.read(screen, role="inside")
        yield Pause(dice.uniform(10, 60))
    yield from me.get("/wp-admin/user-edit.php?user_id=7", role="inside")
    yield from me.post(
        "/wp-admin/user-edit.php",
        {"user_login": "kontributor7", "role": "administrator"},
        role="user promoted",
    )
    yield from me.read("/wp-admin/users.php?update=promote", role="inside")
    yield from me.read("/wp-admin/export.php", role="inside")


def twin(world: World) -> None:
    """Signed in on one day, working on without a login the next two, at the same desk."""
    actor, _ = twin_of(world, NAME, TWIN_SITES[0], users=("admin",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    world.go(TWIN_SITES[0], world.at(15, 15.3, working=True), _stay(me))


def _stay(me: Browser) -> Visit:
    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"])
    for _ in range(2):
        yield Pause(17.5 * HOUR)
        for screen in ("/wp-admin/", "/wp-admin/users.php", "/wp-admin/edit.php"):
            yield from me.read(screen)
            yield Pause(70)
        yield from me.post("/wp-admin/post.php", {"post_ID": "77", "content": "rapat " * 70})
