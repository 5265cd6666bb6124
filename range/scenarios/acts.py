"""What many intruders do alike: trying a way in, and using the inert stand-in once it is there."""

from __future__ import annotations

from random import Random

from range.estate.addresses import abroad, resident
from range.visits.browser import Browser
from range.visits.steps import Actor, Asking, Pause, Reply, Visit
from range.visits.world import World

COMMANDS = (
    "id", "uname -a", "pwd", "ls -la", "ls -la /var/www", "cat /etc/passwd", "whoami", "ps aux", "df -h",
    "cat config.php", "find . -name '*.php'", "ls ../", "cat ../.htaccess", "w", "last", "crontab -l",
    "ls /home", "env", "netstat -tnlp",
)  # fmt: skip
SCRIPTS = (
    "lampiran", "surat", "kk-scan", "cover", "tes", "readme", "cache", "index2", "up", "wp-tmp", "about",
    "mini", "x7f3c", "sampul", "logo-baru", "db-lama", "user-data", "link", "1", "ktp", "config-sample",
    "alat", "gambar2", "fungsi",
)  # fmt: skip
NAMES = ("cmd", "c", "x", "act", "dir", "f", "a", "p1")


def intruder(
    world: World,
    scenario: str,
    site: str,
    step: str,
    *,
    accepts: tuple[str, ...] = (),
    users: tuple[str, ...] = (),
    note: str = "",
) -> tuple[Actor, Browser, Random]:
    """Make the intruder of a scenario, with a browser at one address abroad."""
    dice = world.dice("intrusion", scenario)
    actor = world.actor(
        site,
        f"{scenario}:intruder",
        "intrusion",
        scenario=scenario,
        step=step,
        accepts=accepts,
        users=users,
        note=note,
    )
    # Most come from rented servers, some through a household's line in the country.
    ip = resident(dice) if dice.random() < 0.25 else abroad(dice)
    return actor, world.browser(actor, ip), dice


def twin(
    world: World, scenario: str, site: str, *, users: tuple[str, ...] = (), note: str = ""
) -> tuple[Actor, Random]:
    """Make the actor of a benign twin."""
    actor = world.actor(site, f"{scenario}:twin@{site}", "twin", scenario=scenario, users=users, note=note)
    return actor, world.dice("twin", scenario, site)


def use(
    me: Browser, path: str, dice: Random, count: int, *, role: str = "web shell", posts: float = 0.6
) -> Asking:
    """Use a stand-in: the same script with ever other parameters, answers of ever other sizes."""
    name, reply = dice.choice(NAMES), Reply()
    for number in range(count):
        yield Pause(dice.uniform(2, 50))
        command = COMMANDS[(number * 7 + dice.randrange(3)) % len(COMMANDS)]
        if dice.random() < posts:
            reply = yield from me.post(path, {name: command}, role=role, referrer="")
        else:
            text = command.replace(" ", "+").replace("'", "%27")
            reply = yield from me.get(f"{path}?{name}={text}", role=role, referrer="")
    return reply


def script(dice: Random) -> str:
    """Choose what an intruder calls the script that is left behind."""
    return f"{dice.choice(SCRIPTS)}.php"


def probe(me: Browser, paths: tuple[str, ...], dice: Random) -> Visit:
    """Look around before breaking in."""
    for path in paths:
        yield from me.get(path)
        yield Pause(dice.uniform(1, 9))
