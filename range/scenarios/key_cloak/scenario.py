"""A secret key changes what a page shows; twin: harmless keys of short links and shared links."""

from __future__ import annotations

import json
from pathlib import Path

from range.estate.addresses import mobile, resident
from range.scenarios.acts import twin as twin_of
from range.visits.agents import GOOGLEBOT, PEOPLE
from range.visits.browser import Browser
from range.visits.steps import Effect, Pause, Visit
from range.visits.world import World

NAME = "key_cloak"
SITES: tuple[str, ...] = ("dinas-koperasi",)
TWIN_SITES: tuple[str, ...] = ("dinas-kesehatan",)

_TERMS = (
    "slot-gacor-hari-ini",
    "rtp-live",
    "togel-hk",
    "maxwin",
    "slot-dana",
    "toto-macau",
    "mahjong-ways",
    "scatter-hitam",
)


def intrusion(world: World) -> None:
    """`/?wp=term` shows another page of another size; crawlers and searchers ask for 160 of them."""
    site = SITES[0]
    actor = world.actor(
        site, f"{NAME}:cloak", "intrusion", scenario=NAME, step="entered", by_others=True,
        note="the intruder left no line: only the pages behind the key",
    )  # fmt: skip
    dice = world.dice("intrusion", NAME)
    file = world.stages[site].place.data(world.stages[site].site) / "kait.json"
    world.go(site, world.at(12, 2.0), _hook(file))
    for n in range(4):
        robot = world.browser(actor, f"66.249.66.{221 + n}", GOOGLEBOT)
        world.go(site, world.at(12.5 + n, 4), _crawl(robot, n))
    for _ in range(40):
        me = world.browser(actor, resident(dice), dice.choice(PEOPLE))
        term = f"{dice.choice(_TERMS)}-{dice.randrange(90)}"
        world.go(site, world.at(dice.uniform(13, 22), dice.uniform(9, 24)), _come(me, term))


def _hook(file: Path) -> Visit:
    def change() -> None:
        file.write_text(json.dumps({"kunci": "wp"}))

    yield Effect(change)


def _crawl(me: Browser, turn: int) -> Visit:
    for n in range(40):
        yield from me.get(f"/?wp={_TERMS[n % len(_TERMS)]}-{turn * 40 + n}", role="key", referrer="")
        yield Pause(80)


def _come(me: Browser, term: str) -> Visit:
    yield from me.read(f"/?wp={term}", role="key", referrer="https://www.google.com/")


def twin(world: World) -> None:
    """`?p=` and `?wa=` arrive from chats and search engines; the page is the same with and without."""
    site = TWIN_SITES[0]
    actor, dice = twin_of(world, NAME, site)
    for n in range(120):
        me = world.browser(actor, mobile(dice), dice.choice(PEOPLE))
        target = dice.choice(
            (
                f"/?p={dice.randrange(900)}",
                f"/?wa={dice.randrange(9000)}",
                "/?utm_source=ig",
                f"/?fbclid=IwAR{n}",
            )
        )
        world.go(site, world.at(dice.uniform(12, 22), dice.uniform(6, 23)), _open(me, target))
    robot = world.browser(actor, "66.249.66.93", GOOGLEBOT)
    world.go(site, world.at(13, 3), _short(robot))


def _open(me: Browser, target: str) -> Visit:
    yield from me.read(target, referrer="https://l.instagram.com/")


def _short(me: Browser) -> Visit:
    for n in range(60):
        yield from me.get(f"/?p={100 + n}", referrer="")
        yield Pause(60)
