"""A stranger's verification file and a sitemap of rubbish; twin: the webmaster's own verification."""

from __future__ import annotations

import json
from pathlib import Path

from range.estate.addresses import office
from range.scenarios.acts import twin as twin_of
from range.visits.agents import GOOGLEBOT
from range.visits.browser import Browser
from range.visits.steps import Effect, Pause, Visit
from range.visits.world import World

NAME = "google_verify"
SITES: tuple[str, ...] = ("dinas-pariwisata",)
TWIN_SITES: tuple[str, ...] = ("kec-bougenvil",)

_VERIFIER = "Mozilla/5.0 (compatible; Google-Site-Verification/1.0)"
_PAGES = tuple(f"toko-{n * 7919 % 90000:05d}-murah-slot{n % 10}" for n in range(260))


def intrusion(world: World) -> None:
    """Plan: the file is asked for by the verifier, then the sitemap, then 260 pages that nobody links to."""
    site = SITES[0]
    actor = world.actor(
        site, f"{NAME}:seo", "intrusion", scenario=NAME, step="entered", by_others=True,
        note="the intruder left no line: only what search engines fetch",
    )  # fmt: skip
    place, about = world.stages[site].place, world.stages[site].site
    names = ("google7c1f0a9d2b3e4f55.html", "sitemap-toko.xml")
    world.go(site, world.at(20, 3.0), _plant(place.docroot(about), place.data(about) / "pintu.json", names))
    world.go(
        site,
        world.at(20, 3.3),
        _fetch(world.browser(actor, "66.249.66.211", _VERIFIER), (f"/{names[0]}",), 1),
    )
    pages = (f"/{names[1]}", *(f"/{page}/" for page in _PAGES))
    world.go(site, world.at(20, 5.0), _fetch(world.browser(actor, "66.249.66.212", GOOGLEBOT), pages, 60))


def _plant(root: Path, doors: Path, names: tuple[str, ...]) -> Visit:
    def change() -> None:
        (root / names[0]).write_text(f"google-site-verification: {names[0]}")
        (root / names[1]).write_text("".join(f"<url>/{page}/</url>\n" for page in _PAGES))
        doors.write_text(json.dumps(list(_PAGES)))

    yield Effect(change)


def _fetch(me: Browser, targets: tuple[str, ...], pause: float) -> Visit:
    for target in targets:
        yield from me.get(target, role="seo" if me.actor.kind == "intrusion" else "", referrer="")
        yield Pause(pause)


def twin(world: World) -> None:
    """Verification, then the site's own sitemap and news."""
    site = TWIN_SITES[0]
    actor, _ = twin_of(world, NAME, site)
    place, about = world.stages[site].place, world.stages[site].site
    name = "google51d2c3b4a5968778.html"
    world.go(site, world.at(19, 9.9, working=True), _upload(place.docroot(about) / name))
    own = world.browser(actor, office(site))
    world.go(site, world.at(19, 10.0, working=True), _fetch(own, (f"/{name}",), 1))
    world.go(
        site,
        world.at(19, 10.2, working=True),
        _fetch(world.browser(actor, "66.249.66.91", _VERIFIER), (f"/{name}",), 1),
    )
    pages = ("/wp-sitemap.xml", *(f"/2026/{1 + n % 9:02d}/berita-{n}/" for n in range(1, 90)))
    world.go(site, world.at(20, 4), _fetch(world.browser(actor, "66.249.66.92", GOOGLEBOT), pages, 90))


def _upload(file: Path) -> Visit:
    def change() -> None:
        file.write_text("google-site-verification: own")

    yield Effect(change)
