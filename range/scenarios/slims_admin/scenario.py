"""A librarian's password is guessed (200 either way) and a script attached; twin: a librarian's day."""

from __future__ import annotations

from random import Random

from range.estate.addresses import office
from range.estate.content import PASSWORDS, STANDIN
from range.scenarios.acts import intruder, script, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK, PYTHON
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "slims_admin"
SITES: tuple[str, ...] = ("perpustakaan",)
TWIN_SITES: tuple[str, ...] = ("perpus-kecamatan",)


def intrusion(world: World) -> None:
    """Forty guesses, then the admin pages answer; a user is added and a script attached and used."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered", users=("admin", "pustaka2"))
    me.agent = PYTHON
    world.go(SITES[0], world.at(13, 4.6), _break_in(me, dice))


def _break_in(me: Browser, dice: Random) -> Visit:
    name = script(dice)
    for n in range(40):
        yield from me.post(
            "/index.php?p=login", {"userName": "admin", "passWord": f"pustaka{n}"}, referrer=""
        )
        yield Pause(dice.uniform(1, 4))
    yield from sign_in(me, "slims", "admin", PASSWORDS["admin"], role="login")
    yield Pause(20)
    form = {"userName": "pustaka2", "passwd1": "pustaka2!"}
    yield from me.post("/admin/modules/system/app_user.php", form, role="account added")
    yield from me.upload(
        "/admin/modules/bibliography/pop_attach.php?biblioID=9",
        "file2attach",
        name,
        STANDIN,
        role="upload",
    )
    yield Pause(8)
    yield from me.get(f"/repository/{name}", role="first use", referrer="")
    yield from use(me, f"/repository/{name}", dice, 10)


def twin(world: World) -> None:
    """At the desk: attach five documents, add a colleague, make a backup."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("admin",))
    me = world.browser(actor, office(TWIN_SITES[0]), DESK)
    world.go(TWIN_SITES[0], world.at(13, 10.7, working=True), _day(me, dice))


def _day(me: Browser, dice: Random) -> Visit:
    yield from sign_in(me, "slims", "admin", PASSWORDS["admin"])
    for n in range(5):
        yield Pause(200)
        content = b"%PDF-1.4\n" + dice.randbytes(30000)
        yield from me.upload(
            f"/admin/modules/bibliography/pop_attach.php?biblioID={n}",
            "file2attach",
            f"lampiran-{n}.pdf",
            content,
        )
        yield from me.get(f"/repository/lampiran-{n}.pdf")
    yield from me.post(
        "/admin/modules/system/app_user.php", {"userName": "petugas", "passwd1": "petugas-2026"}
    )
    yield from me.post("/admin/modules/system/backup_proc.php", {"start": "true"})
