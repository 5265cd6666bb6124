"""The database tool is entered from a new network and exports everything.

Twin: the administrator's own export.
"""

from __future__ import annotations

from range.estate.addresses import office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "database_tool"
SITES: tuple[str, ...] = ("dinas-perhubungan",)
TWIN_SITES: tuple[str, ...] = ("dinas-sosial-budaya",)

_TOOL = "/phpmyadmin/index.php"


def intrusion(world: World) -> None:
    """Three wrong passwords (200), one right (302), the structure, the export of 300 KB."""
    _, me, _ = intruder(world, NAME, SITES[0], "exfiltrated", users=("operator",))
    world.go(SITES[0], world.at(20, 0.6), _export(me, 3, ("login", "inside", "export")))


def _export(me: Browser, wrong: int, roles: tuple[str, str, str]) -> Visit:
    yield from me.get("/phpmyadmin/")
    for n in range(wrong):
        yield from me.post(_TOOL, {"pma_username": "operator", "pma_password": f"operator{n}"})
        yield Pause(6)
    right = {"pma_username": "operator", "pma_password": PASSWORDS["operator"]}
    yield from me.post(_TOOL, right, role=roles[0])
    yield from me.get(f"{_TOOL}?route=/", role=roles[1])
    for route in ("/database/structure&db=dinas", "/database/export&db=dinas"):
        yield Pause(20)
        yield from me.get(f"{_TOOL}?route={route}", role=roles[1])
    yield Pause(10)
    yield from me.post(f"{_TOOL}?route=/export", {"db": "dinas", "what": "sql"}, role=roles[2])


def twin(world: World) -> None:
    """Every Tuesday from the office, without a wrong password."""
    actor, _ = twin_of(world, NAME, TWIN_SITES[0], users=("operator",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    for day in (1, 8, 15, 22):
        world.go(TWIN_SITES[0], world.at(day, 15.1, working=True), _export(me, 0, ("", "", "")))
