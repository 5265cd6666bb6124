"""Machines with honest work: crawlers, feed readers, uptime monitors."""

from __future__ import annotations

from random import Random

from range.estate.addresses import office
from range.visits import agents
from range.visits.browser import Browser
from range.visits.engine import Stage
from range.visits.pages import page
from range.visits.steps import Pause, Visit
from range.visits.world import DAY, HOUR, START, World

FEEDS = {"kelurahan": "/rss.php", "wordpress": "/feed/"}
MAPS = {"kelurahan": "/sitemap.php", "wordpress": "/wp-sitemap.xml"}


def arrive(world: World, stage: Stage) -> None:
    """Plan all visits of crawlers, feed readers and monitors to one site."""
    site = stage.site
    crawler = world.actor(site.short, f"perayap@{site.short}", "crawler")
    monitor = world.actor(site.short, f"pemantau@{site.short}", "monitor")
    feed = world.actor(site.short, f"pembaca-rss@{site.short}", "feed")
    few = max(1, world.people // 8)
    for day in range(world.days):
        dice = world.dice("robots", site.short, day)
        noon = START + day * DAY
        for ip, agent, pages in (
            (f"66.249.66.{dice.randrange(1, 200)}", agents.GOOGLEBOT, 6 * few),
            (f"40.77.167.{dice.randrange(1, 200)}", agents.BINGBOT, 3 * few),
            (f"54.36.148.{dice.randrange(1, 200)}", dice.choice(agents.SEO_BOTS), 2 * few),
        ):
            robot = world.browser(crawler, ip, agent)
            visit = _crawl(robot, site.app, pages, Random(dice.getrandbits(60)))
            stage.enter(visit, noon + dice.uniform(0, 20) * HOUR)
        for hour in range(0, 24, 2):
            watcher = world.browser(monitor, "69.162.124.231", agents.MONITOR)
            stage.enter(_watch(watcher), noon + hour * HOUR + 11)
        if site.app == "wordpress":
            own = world.browser(
                monitor, office(f"server {site.short}"), f"WordPress/6.5; https://{site.host}"
            )
            for hour in (1, 7, 13, 19):
                stage.enter(_cron(own, day * 24 + hour), noon + hour * HOUR + dice.uniform(0, 900))
        if site.app in FEEDS:
            reader = world.browser(feed, "139.99.8.77", agents.FEED)
            stage.enter(_once(reader, FEEDS[site.app]), noon + 6 * HOUR + dice.uniform(0, 600))


def _crawl(me: Browser, app: str, pages: int, dice: Random) -> Visit:
    yield from me.get("/robots.txt", referrer="")
    if app in MAPS and dice.random() < 0.3:
        yield from me.get(MAPS[app], referrer="")
    for _ in range(pages):
        yield Pause(dice.uniform(20, 600))
        yield from me.get(page(app, dice), referrer="")


def _watch(me: Browser) -> Visit:
    yield from me.ask("HEAD", "/", referrer="")


def _cron(me: Browser, number: int) -> Visit:
    yield from me.ask("POST", f"/wp-cron.php?doing_wp_cron=1759600000.{number:04d}", referrer="")


def _once(me: Browser, target: str) -> Visit:
    yield from me.get(target, referrer="")
