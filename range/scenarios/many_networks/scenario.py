"""One account from five networks within an hour.

Twin: a telephone whose address changes within one carrier.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad, mobile
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PEOPLE, PHONE
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "many_networks"
SITES: tuple[str, ...] = ("kec-cempaka",)
TWIN_SITES: tuple[str, ...] = ("dinas-kesehatan",)


def intrusion(world: World) -> None:
    """Plan: a sold account: five buyers sign in and each changes a post."""
    actor, _, dice = intruder(world, NAME, SITES[0], "entered", users=("humas",))
    for n in range(5):
        me = world.browser(actor, abroad(dice), dice.choice(PEOPLE))
        world.go(SITES[0], world.at(20, 21 + n / 6), _change(me, dice.getrandbits(60)))


def _change(me: Browser, seed: int) -> Visit:
    dice = Random(seed)
    yield from sign_in(me, "wordpress", "humas", PASSWORDS["humas"], role="login")
    yield Pause(dice.uniform(20, 90))
    yield from me.read("/wp-admin/edit.php", role="inside")
    post = dice.randrange(100, 900)
    yield from me.read(f"/wp-admin/post.php?post={post}&action=edit", role="inside")
    yield Pause(60)
    yield from me.post(
        "/wp-admin/post.php", {"post_ID": str(post), "content": "tautan " * 60}, role="content changed"
    )


def twin(world: World) -> None:
    """One session on the way home: six addresses of one /16, one sign-in."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("humas",))
    me = world.browser(actor, mobile(dice), PHONE)
    world.go(TWIN_SITES[0], world.at(20, 17.2), _travel(me, dice))


def _travel(me: Browser, dice: Random) -> Visit:
    yield from sign_in(me, "wordpress", "humas", PASSWORDS["humas"])
    for n in range(6):
        me.ip = mobile(dice)
        yield Pause(dice.uniform(200, 700))
        yield from me.read(f"/wp-admin/post.php?post={500 + n}&action=edit")
        yield Pause(100)
        yield from me.post("/wp-admin/post.php", {"post_ID": str(500 + n), "content": "posyandu " * 40})
