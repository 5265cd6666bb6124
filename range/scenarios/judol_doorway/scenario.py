"""Hundreds of gambling pages appear and are crawled; twin: news about gambling, and spam in the search."""

from __future__ import annotations

import json
from pathlib import Path

from range.estate.addresses import abroad, resident
from range.scenarios.acts import twin as twin_of
from range.visits.agents import GOOGLEBOT, PEOPLE, PYTHON
from range.visits.browser import Browser
from range.visits.steps import Effect, Pause, Visit
from range.visits.world import World

NAME = "judol_doorway"
SITES: tuple[str, ...] = ("kec-cempaka",)
TWIN_SITES: tuple[str, ...] = ("dinas-pemuda",)

_WORDS = (
    "slot-gacor",
    "situs-slot-gacor",
    "link-slot-maxwin",
    "rtp-slot",
    "toto-togel",
    "slot-deposit-pulsa",
    "judi-bola",
)
DOORS = tuple(f"{_WORDS[n % len(_WORDS)]}-{1000 + 37 * n}" for n in range(320))


def intrusion(world: World) -> None:
    """Plan: the pages are there one morning; Googlebot fetches them all, people come from the search."""
    site = SITES[0]
    actor = world.actor(
        site, f"{NAME}:doorway", "intrusion", scenario=NAME, step="entered", by_others=True,
        note="the intruder left no line: only the pages, who crawls them and who comes from a search",
    )  # fmt: skip
    dice = world.dice("intrusion", NAME)
    file = world.stages[site].place.data(world.stages[site].site) / "pintu.json"
    world.go(site, world.at(14, 1.0), _plant(file))
    for n in range(6):
        robot = world.browser(actor, f"66.249.66.{201 + n}", GOOGLEBOT)
        world.go(site, world.at(14 + n, 6 + dice.random()), _crawl(robot, DOORS[n * 53 : n * 53 + 53]))
    for _ in range(60):
        me = world.browser(actor, resident(dice), dice.choice(PEOPLE))
        world.go(site, world.at(dice.uniform(16, 23), dice.uniform(8, 24)), _come(me, dice.choice(DOORS)))


def _plant(file: Path) -> Visit:
    def change() -> None:
        file.write_text(json.dumps(list(DOORS)))

    yield Effect(change)


def _crawl(me: Browser, doors: tuple[str, ...]) -> Visit:
    for door in doors:
        yield from me.get(f"/{door}/", role="doorway", referrer="")
        yield Pause(45)


def _come(me: Browser, door: str) -> Visit:
    yield from me.read(f"/{door}/", role="doorway", referrer="https://www.google.com/")


def twin(world: World) -> None:
    """Four articles warn of online gambling, are crawled and read; a spammer searches for slots."""
    site = TWIN_SITES[0]
    actor, dice = twin_of(world, NAME, site)
    news = tuple(
        f"/2026/10/{name}/"
        for name in (
            "waspada-judi-online",
            "bahaya-judol-bagi-pelajar",
            "polisi-ungkap-bandar-togel",
            "asn-slot-antrean",
        )
    )
    for n, page in enumerate(news):
        world.go(site, world.at(14 + n / 2, 5), _once(world.browser(actor, "66.249.66.90", GOOGLEBOT), page))
    for _ in range(60):
        me = world.browser(actor, resident(dice), dice.choice(PEOPLE))
        world.go(site, world.at(dice.uniform(14, 23), dice.uniform(8, 23)), _read(me, dice.choice(news)))
    spammer = world.browser(actor, abroad(dice), PYTHON)
    world.go(site, world.at(15, 4), _spam(spammer))


def _once(me: Browser, page: str) -> Visit:
    yield from me.get(page, referrer="")


def _read(me: Browser, page: str) -> Visit:
    yield from me.read(page, referrer="https://www.google.com/")


def _spam(me: Browser) -> Visit:
    for n in range(90):
        words = DOORS[n * 3 % len(DOORS)].replace("-", "+")
        yield from me.get(f"/?s={words}+situs+resmi+contoh{n}.example", referrer="")
        yield Pause(2)
