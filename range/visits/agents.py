"""User agents as they stand in logs: people's browsers, crawlers, feed readers, monitors, tools."""

from __future__ import annotations

from pathlib import Path

PEOPLE = tuple((Path(__file__).parent / "words" / "browsers.txt").read_text().splitlines())
DESK = PEOPLE[3]
DESK_2 = PEOPLE[4]
OLD_DESK = PEOPLE[6]
PHONE = PEOPLE[1]
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
BINGBOT = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"
SEO_BOTS = (
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
)
FEED = "Tiny Tiny RSS/23.11 (https://tt-rss.org/)"
MONITOR = "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"
PYTHON = "python-requests/2.31.0"
CURL = "curl/7.88.1"
GO = "Go-http-client/1.1"
WPSCAN = "WPScan v3.8.25 (https://wpscan.com/wordpress-security-scanner)"
ZGRAB = "Mozilla/5.0 zgrab/0.x"
