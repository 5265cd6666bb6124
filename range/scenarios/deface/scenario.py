"""A hole in a plugin replaces the head of every page; twin: the office renews its design."""

from __future__ import annotations

from pathlib import Path
from random import Random

from range.estate.addresses import office
from range.estate.content import PASSWORDS
from range.scenarios.acts import intruder, probe
from range.scenarios.acts import twin as twin_of
from range.visits.agents import DESK
from range.visits.browser import Browser
from range.visits.staff import sign_in
from range.visits.steps import Effect, Pause, Visit
from range.visits.world import HOUR, World

NAME = "deface"
SITES: tuple[str, ...] = ("dinas-olahraga",)
TWIN_SITES: tuple[str, ...] = ("kec-bougenvil",)


def intrusion(world: World) -> None:
    """One POST to admin-ajax, and the home page has another size for everybody; restored two days later."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    place, about = world.stages[SITES[0]].place, world.stages[SITES[0]].site
    world.go(SITES[0], world.at(10, 3.0), _replace(me, dice, place.docroot(about) / "tema" / "kepala.html"))


def _replace(me: Browser, dice: Random, head: Path) -> Visit:
    yield from probe(me, ("/", "/wp-content/plugins/kontak/readme.txt"), dice)
    banner = ("<div>diretas oleh contoh</div>" * 260).encode()
    target = "/wp-admin/admin-ajax.php?action=unggah_berkas"
    yield from me.upload(target, "berkas", "kepala.html", banner, {"folder": "tema"}, role="exploit")
    yield Pause(4)
    yield from me.get("/", role="changed page")
    yield Pause(30)
    yield from me.get("/profil/visi-misi/", role="changed page")
    yield Pause(53 * HOUR)
    yield Effect(lambda: head.unlink(missing_ok=True))


def twin(world: World) -> None:
    """At the office: the theme's pages are edited, and the head of every page becomes another."""
    site = TWIN_SITES[0]
    actor, _ = twin_of(world, NAME, site, users=("admin",))
    place, about = world.stages[site].place, world.stages[site].site
    me = world.browser(actor, office(site), DESK)
    world.go(
        site, world.at(16, 13.5, working=True), _renew(me, place.docroot(about) / "tema" / "kepala.html")
    )


def _renew(me: Browser, head: Path) -> Visit:
    def change() -> None:
        head.write_text('<div class="spanduk">Wajah baru situs kecamatan</div>' * 90)

    yield from sign_in(me, "wordpress", "admin", PASSWORDS["admin"])
    yield from me.read("/wp-admin/theme-editor.php?file=header.css&theme=pemda")
    yield Pause(200)
    yield from me.post(
        "/wp-admin/theme-editor.php", {"file": "header.css", "theme": "pemda", "newcontent": "p{}" * 500}
    )
    yield Effect(change)
    for page in ("/", "/profil/visi-misi/", "/"):
        yield Pause(30)
        yield from me.read(page)
