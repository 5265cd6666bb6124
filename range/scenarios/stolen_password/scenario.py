"""A valid password from a new network, a new account, a backup taken away.

Twin: an administrator on a journey.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PHONE
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "stolen_password"
SITES: tuple[str, ...] = ("kel-melati",)
TWIN_SITES: tuple[str, ...] = ("kel-anggrek",)


def intrusion(world: World) -> None:
    """No failure, no attack string: sign in, add an account, make a backup, fetch it."""
    _, me, dice = intruder(world, NAME, SITES[0], "exfiltrated", users=("admin", "sistem"))
    at = world.at(15, 1.3)
    world.go(SITES[0], at, _steal(me, dice, world.stamp(at)))


def _steal(me: Browser, dice: Random, date: str) -> Visit:
    yield from sign_in(me, "kelurahan", "admin", PASSWORDS["admin"], role="login")
    yield Pause(dice.uniform(10, 40))
    yield from me.read("/admin/pengguna.php", role="inside")
    yield Pause(30)
    yield from me.post(
        "/admin/pengguna_simpan.php",
        {"nama": "sistem", "sandi": "Qw3rty!!", "peran": "admin"},
        role="account added",
    )
    yield from me.read("/admin/pengguna.php?simpan=1", role="inside")
    yield Pause(20)
    yield from me.read("/admin/cadangan.php", role="inside")
    yield from me.get("/admin/cadangan.php?buat=1", role="backup made")
    yield Pause(5)
    yield from me.read("/admin/cadangan.php?selesai=1", role="inside")
    yield from me.get(f"/backup/db-{date}.sql.gz", role="dump")


def twin(world: World) -> None:
    """Two evenings in a hotel: sign in, post news with a picture, sign out."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0], users=("admin",))
    me = world.browser(actor, abroad(dice), PHONE)
    for day in (15, 16):
        world.go(TWIN_SITES[0], world.at(day, 19.7), _post(me, day))


def _post(me: Browser, day: int) -> Visit:
    yield from sign_in(me, "kelurahan", "admin", PASSWORDS["admin"])
    yield Pause(120)
    yield from me.read("/admin/berita.php")
    yield Pause(300)
    picture = b"\xff\xd8\xff" + bytes(30000 + day)
    yield from me.upload(
        "/admin/berita_simpan.php", "gambar", f"studi-banding-{day}.jpg", picture, {"judul": "Studi banding"}
    )
    yield from me.read("/admin/berita.php?simpan=1")
    yield from me.get(f"/uploads/berita/studi-banding-{day}.jpg")
    yield Pause(60)
    yield from me.get("/admin/keluar.php")
