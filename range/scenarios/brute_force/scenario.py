"""Passwords are guessed until one fits, then the theme is edited; twin: a colleague mistypes five times."""

from __future__ import annotations

from random import Random

from range.estate.addresses import home
from range.estate.content import PASSWORDS, STANDIN
from range.scenarios.acts import intruder, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK_2, PYTHON
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "brute_force"
SITES: tuple[str, ...] = ("dinas-koperasi",)
TWIN_SITES: tuple[str, ...] = ("dinas-pemuda",)


def intrusion(world: World) -> None:
    """140 wrong guesses answered 200, one answered 302, then the theme editor and its shell."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("humas",))
    me.agent = PYTHON
    world.go(SITES[0], world.at(8, 3.5), _guess(me, dice))


def _guess(me: Browser, dice: Random) -> Visit:
    for n in range(140):
        yield from me.post("/wp-login.php", {"log": "humas", "pwd": f"humas{n}"}, referrer="")
        yield Pause(dice.uniform(0.8, 2.5))
    yield from me.post(
        "/wp-login.php", {"log": "humas", "pwd": PASSWORDS["humas"]}, role="login", referrer=""
    )
    yield Pause(700)
    yield from me.get("/wp-admin/", role="inside", referrer="")
    fields = {"file": "footer.php", "theme": "pemda", "newcontent": STANDIN.decode()}
    yield from me.get("/wp-admin/theme-editor.php?file=footer.php&theme=pemda", role="theme editor")
    yield from me.post("/wp-admin/theme-editor.php", fields, role="theme editor")
    yield from use(me, "/wp-content/themes/pemda/footer.php", dice, 11)


def twin(world: World) -> None:
    """Five wrong passwords from home, then in, and news are edited."""
    actor, _ = twin_of(world, NAME, TWIN_SITES[0], users=("humas",))
    me = world.browser(actor, home(TWIN_SITES[0], "humas", world.day(11)), DESK_2)
    world.go(TWIN_SITES[0], world.at(11, 20.3), _mistype(me))


def _mistype(me: Browser) -> Visit:
    yield from me.read("/wp-login.php")
    for n in range(5):
        yield from me.post("/wp-login.php", {"log": "humas", "pwd": f"humas-kota-7{n}"})
        yield Pause(13)
    yield from sign_in(me, "wordpress", "humas", PASSWORDS["humas"])
    for post in (311, 312):
        yield Pause(200)
        yield from me.read(f"/wp-admin/post.php?post={post}&action=edit")
        yield Pause(400)
        yield from me.post("/wp-admin/post.php", {"post_ID": str(post), "content": "kabar " * 90})
        yield from me.read(f"/wp-admin/post.php?post={post}&action=edit&message=1")
