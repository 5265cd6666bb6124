"""One run of the range: servers up, the story played, servers down, logs recorded, the truth written."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from range.estate.addresses import LoopbackBook
from range.estate.content import prepare
from range.estate.sites import BY_NAME, SITES
from range.recording.bites import failed
from range.recording.record import record
from range.recording.truth import compose, save
from range.scenarios.catalogue import SCENARIOS
from range.servers.login import LogSocket, start_login
from range.servers.place import Place, Server, free_ports
from range.servers.web import start_apache, start_nginx
from range.visits import people, robots, scanners, staff
from range.visits.engine import Stage
from range.visits.world import DAY, START, World

PLAYERS = 3
"""Sites played at the same time: the servers need a share of the machine too."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the seed, the length in days, citizens per site and day, which scenarios.

    `tools` also runs real scanners; `keep` leaves the temporary folder behind for a look.
    """

    seed: int
    days: int
    visitors: int
    only: tuple[str, ...] = ()
    tools: bool = True
    keep: bool = False


def run(out: Path, wish: Wish, say: Callable[[str], None] = print) -> dict[str, object]:
    """Play the story and write OUT/logs, OUT/truth.json and OUT/lines.tsv.gz; return the truth."""
    base = Path(tempfile.mkdtemp(prefix="siaga-range-"))
    began = time.monotonic()
    try:
        place = Place(base, *free_ports(4))
        world = _plan(place, wish)
        rows = _play(world, place, say)
        truth, lines = _record(world, place, rows, out, wish)
    finally:
        if not wish.keep:
            shutil.rmtree(base, ignore_errors=True)
    say(f"{lines} lines in {time.monotonic() - began:.0f} s")
    return truth


def _plan(place: Place, wish: Wish) -> World:
    chosen = [scenario for scenario in SCENARIOS if not wish.only or scenario.NAME in wish.only]
    named = {name for scenario in chosen for name in (*scenario.SITES, *scenario.TWIN_SITES)}
    sites = tuple(site for site in SITES if not wish.only or site.short in named)
    prepare(sites, place, wish.seed)
    book = LoopbackBook()
    end = START + wish.days * DAY
    stages = {site.short: Stage(site, place, book, f"{SITES.index(site):02d}", end) for site in sites}
    world = World(stages, wish.days, wish.visitors, wish.seed)
    for stage in stages.values():
        for arrive in (people.arrive, robots.arrive, staff.arrive):
            arrive(world, stage)
        scanners.arrive(world, stage, tools=wish.tools)
    for scenario in chosen:
        scenario.intrusion(world)
        scenario.twin(world)
    return world


def _play(world: World, place: Place, say: Callable[[str], None]) -> list[tuple[float, str]]:
    """Play all sites with their servers up; return what was sent to the system log."""
    stages = list(world.stages.values())
    sites = [stage.site for stage in stages]
    log = LogSocket(place)
    servers: list[Server] = []
    began = time.monotonic()
    try:
        for start in (start_nginx(sites, place), start_apache(sites, place), start_login(sites, place, log)):
            # One at a time: what has started is known, and stopped, when the next one fails.
            servers.extend(start)
        with ThreadPoolExecutor(PLAYERS) as pool:
            # Sites with SSH take longest (every login costs real seconds): they begin first.
            order = sorted(stages, key=lambda stage: not stage.site.shell_access)
            for stage in pool.map(_play_one, order):
                say(f"{stage.site.short}: {stage.requests} requests, {time.monotonic() - began:.0f} s")
    finally:
        for server in servers:
            server.stop()
        log.stop()
    return log.lines


def _play_one(stage: Stage) -> Stage:
    stage.play()
    return stage


def _record(
    world: World, place: Place, rows: list[tuple[float, str]], out: Path, wish: Wish
) -> tuple[dict[str, object], int]:
    shutil.rmtree(out / "logs", ignore_errors=True)
    written, told = record(world, place, rows, out)
    stages = list(world.stages.values())
    actors = [actor for stage in stages for actor in stage.actors]
    for actor in actors:
        actor.site = BY_NAME[actor.site].host
    about = {"seed": wish.seed, "days": wish.days, "people": wish.visitors, "failed": failed(written)}
    truth = compose([stage.site for stage in stages], actors, written, told, about)
    save(truth, written, out)
    return truth, len(written)
