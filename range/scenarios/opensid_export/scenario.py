"""A village's records leave after a login from a new network; twin: the operator's printing day."""

from __future__ import annotations

from range.estate.addresses import office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "opensid_export"
SITES: tuple[str, ...] = ("desa-sukasari",)
TWIN_SITES: tuple[str, ...] = ("desa-mekarjaya",)


def intrusion(world: World) -> None:
    """siteman/auth answers 302 either way; the pages after it tell; then account, export, backup."""
    _, me, _ = intruder(world, NAME, SITES[0], "exfiltrated", users=("admin", "perangkat9"))
    world.go(SITES[0], world.at(18, 1.8), _take(me))


def _take(me: Browser) -> Visit:
    yield from me.post("/siteman/auth", {"username": "admin", "password": "sukasari"})
    yield Pause(12)
    yield from sign_in(me, "opensid", "admin", PASSWORDS["admin"], role="login")
    yield Pause(20)
    yield from me.get("/man_user", role="inside")
    yield from me.post(
        "/man_user/insert", {"username": "perangkat9", "password": "perangkat9"}, role="account added"
    )
    yield from me.get("/penduduk", role="inside")
    yield Pause(15)
    yield from me.get("/penduduk/excel/1", role="export")
    yield from me.get("/database", role="inside")
    yield from me.get("/database/exec_backup", role="dump")


def twin(world: World) -> None:
    """On two Fridays: reports are printed and a backup is made, at the office."""
    site = TWIN_SITES[0]
    actor, _ = twin_of(world, NAME, site, users=("operator",))
    for day in (11, 18):
        me = world.browser(actor, office(site), DESK)
        world.go(site, world.at(day, 13.9, working=True), _print(me))


def _print(me: Browser) -> Visit:
    yield from sign_in(me, "opensid", "operator", PASSWORDS["operator"])
    for page in ("/penduduk", "/penduduk/excel/1", "/penduduk/cetak/1", "/database", "/database/exec_backup"):
        yield Pause(60)
        yield from me.get(page)
