"""A template's error.php is edited after a login from a new network.

Twin: a style sheet is edited by the administrator.
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

NAME = "joomla_template"
SITES: tuple[str, ...] = ("dinas-perhubungan",)
TWIN_SITES: tuple[str, ...] = ("dinas-sosial-budaya",)

_PANEL = "/administrator/index.php"


def intrusion(world: World) -> None:
    """One wrong password, one right (303 both), then the template, then its use."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("admin",))
    world.go(SITES[0], world.at(15, 3.4), _take_over(me, dice))


def _take_over(me: Browser, dice: Random) -> Visit:
    yield from me.post(_PANEL, {"username": "admin", "passwd": "perhubungan"})
    yield Pause(15)
    yield from sign_in(me, "joomla", "admin", PASSWORDS["admin"], role="login")
    yield Pause(30)
    yield from me.get(f"{_PANEL}?option=com_templates&view=template&id=506", role="template editor")
    fields = {"file": "error.php", "source": STANDIN.decode()}
    target = f"{_PANEL}?option=com_templates&view=template&id=506&file=ZXJyb3IucGhw"
    yield from me.post(target, fields, role="template editor")
    yield from use(me, "/templates/kota/error.php", dice, 13)


def twin(world: World) -> None:
    """At the office: template.css twice, and a look at the site."""
    actor, _ = twin_of(world, NAME, TWIN_SITES[0], users=("admin",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    world.go(TWIN_SITES[0], world.at(15, 9.8, working=True), _style(me))


def _style(me: Browser) -> Visit:
    yield from sign_in(me, "joomla", "admin", PASSWORDS["admin"])
    for n in range(2):
        yield Pause(120)
        yield from me.read(f"{_PANEL}?option=com_templates&view=template&id=506")
        target = f"{_PANEL}?option=com_templates&view=template&id=506&file=dGVtcGxhdGUuY3Nz"
        yield from me.post(target, {"file": "template.css", "source": "p{}" * (700 + n)})
        yield from me.read("/")
