"""A plugin that is a shell is installed and called; twin: the administrator installs a real one."""

from __future__ import annotations

import json
from random import Random

from range.estate.addresses import office
from range.estate.content import PASSWORDS, STANDIN
from range.scenarios.acts import intruder, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Asking, Pause, Visit
from range.visits.world import World

NAME = "plugin_upload"
SITES: tuple[str, ...] = ("kec-cempaka",)
TWIN_SITES: tuple[str, ...] = ("dinas-kesehatan",)


def intrusion(world: World) -> None:
    """Sign in with a known password, upload, activate, use."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("admin",))
    world.go(SITES[0], world.at(12, 4.1), _take_over(me, dice))


def _take_over(me: Browser, dice: Random) -> Visit:
    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"], role="login")
    archive = json.dumps({"wp-cache-helper/index.php": STANDIN.decode()}).encode()
    yield from _install(me, "wp-cache-helper", archive, "plugin upload")
    yield from use(me, "/wp-content/plugins/wp-cache-helper/index.php", dice, 14)


def _install(me: Browser, name: str, archive: bytes, role: str = "") -> Asking:
    yield from me.get("/wp-admin/plugin-install.php?tab=upload")
    yield Pause(25)
    yield from me.upload(
        "/wp-admin/update.php?action=upload-plugin", "pluginzip", f"{name}.zip", archive, role=role
    )
    yield Pause(6)
    target = f"/wp-admin/plugins.php?action=activate&plugin={name}%2Findex.php&_wpnonce=3f2a"
    reply = yield from me.get(target, role=role)
    yield from me.get("/wp-admin/plugins.php?activate=true&plugin_status=all&paged=1&s=")
    return reply


def twin(world: World) -> None:
    """Install an agenda plugin from the office; citizens' browsers then load its style sheet."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("admin",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    world.go(TWIN_SITES[0], world.at(12, 13.2, working=True), _plugin(me))
    for _ in range(30):
        me = world.browser(actor, office(str(dice.random())), DESK)
        world.go(TWIN_SITES[0], world.at(dice.uniform(13, 20), dice.uniform(7, 20)), _load(me))


def _plugin(me: Browser) -> Visit:
    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"])
    archive = json.dumps({"agenda-kota/gaya.css": "p{}" * 700, "agenda-kota/agenda.js": "1;" * 900}).encode()
    yield from _install(me, "agenda-kota", archive)
    yield from me.read("/wp-admin/admin.php?page=agenda-kota")
    yield from me.read("/")


def _load(me: Browser) -> Visit:
    yield from me.read(
        "/",
        referrer="https://www.google.com/",
        images=("/wp-content/plugins/agenda-kota/gaya.css", "/wp-content/plugins/agenda-kota/agenda.js"),
    )
