"""Citizens: they come by day more than by night, less at weekends, from search engines and links."""

from __future__ import annotations

from random import Random

from range.estate.addresses import mobile, resident
from range.visits.agents import PEOPLE
from range.visits.browser import Browser
from range.visits.engine import Stage
from range.visits.pages import page
from range.visits.steps import Pause, Visit
from range.visits.world import DAY, HOUR, START, World

HOURS = (2, 1, 1, 1, 2, 4, 7, 10, 14, 16, 16, 14, 11, 13, 14, 13, 11, 9, 9, 11, 12, 10, 7, 4)
"""How busy each hour (WIB) is."""

SOURCES = (
    "",
    "",
    "https://www.google.com/",
    "https://www.google.com/",
    "https://m.facebook.com/",
    "https://www.bing.com/",
)


def arrive(world: World, stage: Stage) -> None:
    """Plan all visits of citizens to one site."""
    site = stage.site
    actor = world.actor(site.short, f"warga@{site.short}", "person")
    for day in range(world.days):
        dice = world.dice("people", site.short, day)
        mean = world.people * site.busy * (0.45 if day % 7 > 4 else 1.0)
        for _ in range(max(1, round(mean * dice.uniform(0.8, 1.2)))):
            hour = dice.choices(range(24), HOURS)[0] + dice.random()
            ip = mobile(dice) if dice.random() < 0.35 else resident(dice)
            person = world.browser(actor, ip, dice.choice(PEOPLE))
            person.returning = dice.random() < 0.3
            visit = _visit(person, site.app, Random(dice.getrandbits(60)))
            stage.enter(visit, START + day * DAY + hour * HOUR)


def _visit(me: Browser, app: str, dice: Random) -> Visit:
    yield from me.read(page(app, dice) if dice.random() < 0.6 else "/", referrer=dice.choice(SOURCES))
    for _ in range(min(9, int(dice.expovariate(0.5)))):
        yield Pause(dice.uniform(4, 180))
        yield from me.read(page(app, dice), images=(f"/aset/foto{dice.randrange(6)}.jpg",))
    if app == "kelurahan" and dice.random() < 0.06:
        yield Pause(dice.uniform(30, 120))
        yield from me.read("/buku-tamu.php")
        yield Pause(dice.uniform(30, 200))
        yield from me.post(
            "/buku-tamu.php", {"nama": "Warga", "pesan": f"Mohon info {page(app, dice)} terima kasih"}
        )
        yield from me.read("/buku-tamu.php")
    if app == "kelurahan" and dice.random() < 0.05:
        yield from me.read("/pengaduan.php")
        yield Pause(dice.uniform(60, 300))
        name = f"IMG_{dice.randrange(10000):04d}.jpg"
        picture = b"\xff\xd8\xff" + dice.randbytes(dice.randrange(20000, 90000))
        yield from me.upload("/pengaduan.php", "lampiran", name, picture, {"isi": "lampu jalan mati"})
        yield Pause(3)
        yield from me.get(f"/uploads/{name}")
    if dice.random() < 0.04:
        yield from me.get(
            dice.choice(("/apple-touch-icon.png", "/favicon.png", "/berita.html", "/index.html.bak"))
        )
