"""A stolen administrator edits the theme's 404.php into a shell.

Twin: the administrator edits a style sheet.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import office
from range.estate.content import PASSWORDS, STANDIN
from range.scenarios.acts import intruder, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "theme_editor"
SITES: tuple[str, ...] = ("dinas-pariwisata",)
TWIN_SITES: tuple[str, ...] = ("kec-bougenvil",)


def intrusion(world: World) -> None:
    """Sign in with the right password from a new network, edit, use."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("admin",))
    world.go(SITES[0], world.at(10, 23.4), _take_over(me, dice))


def _take_over(me: Browser, dice: Random) -> Visit:
    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"], role="login")
    yield Pause(20)
    yield from me.get("/wp-admin/theme-editor.php?file=404.php&theme=pemda", role="theme editor")
    yield Pause(11)
    fields = {"file": "404.php", "theme": "pemda", "newcontent": STANDIN.decode()}
    yield from me.post("/wp-admin/theme-editor.php", fields, role="theme editor")
    yield from me.get("/wp-admin/theme-editor.php?file=404.php&theme=pemda&updated=true", role="theme editor")
    yield from use(me, "/wp-content/themes/pemda/404.php", dice, 17)


def twin(world: World) -> None:
    """Plan: the administrator, at the office, polishes the style sheet three times and looks at the site."""
    actor, _ = twin_of(world, NAME, TWIN_SITES[0], users=("admin",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    world.go(TWIN_SITES[0], world.at(10, 10.4, working=True), _polish(me))


def _polish(me: Browser) -> Visit:
    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"])
    for n, name in enumerate(("style.css", "style.css", "footer.php")):
        yield Pause(90)
        yield from me.read(f"/wp-admin/theme-editor.php?file={name}&theme=pemda")
        yield Pause(240)
        yield from me.post(
            "/wp-admin/theme-editor.php",
            {"file": name, "theme": "pemda", "newcontent": "p{}" * (900 + n)},
        )
        yield from me.get(f"/wp-admin/theme-editor.php?file={name}&theme=pemda&updated=true")
        yield from me.read("/")
