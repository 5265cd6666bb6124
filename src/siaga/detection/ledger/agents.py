"""Tells search engines, scripts and browsers apart by what they say and where they come from."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address, ip_network

from siaga.foundation.remembering import remembering

_SCRIPTED = re.compile(
    rb"(?i)^$|curl/|wget/|python|aiohttp|httpx|go-http-client|java/|okhttp|libwww|lwp::|perl|ruby|php/|guzzle|"
    rb"axios|node-fetch|undici|powershell|winhttp|scrapy|mechanize|hydra|sqlmap|nikto|wpscan|nuclei|tcl/|httpclient|"
    rb"headlesschrome|phantomjs"
)
_CRAWLER = re.compile(
    rb"(?i)googlebot|bingbot|yandex(?:bot|images)|duckduckbot|baiduspider|slurp|applebot|petalbot|"
    rb"google-inspectiontool|adsbot-google|mediapartners-google|sogou|seznambot|ahrefsbot|semrushbot|mj12bot|dotbot"
)
_SEARCH_REFERRER = re.compile(
    rb"(?i)^https?://(?:[a-z0-9-]{1,20}\.){0,3}(?:google|bing|yahoo|duckduckgo|yandex|baidu|ecosia)\.[a-z.]{2,6}(?:/|$)"
)

# Address blocks that the search engines themselves publish for their crawlers.
_CRAWLER_NETWORKS = tuple(
    ip_network(block)
    for block in (
        "66.249.64.0/19", "64.233.160.0/19", "72.14.192.0/18", "209.85.128.0/17", "216.239.32.0/19",
        "40.77.167.0/24", "157.55.39.0/24", "207.46.13.0/24", "52.167.144.0/24", "13.66.139.0/24",
        "17.0.0.0/8", "5.255.253.0/24", "77.88.5.0/24", "141.8.142.0/24", "87.250.224.0/19",
        "2001:4860:4801::/48",
    )
)  # fmt: skip


# Few agents and referrers stand on many lines.
@remembering(20_000)
def _scripted(agent: bytes) -> bool:
    return _SCRIPTED.search(agent) is not None


@remembering(20_000)
def _crawls(agent: bytes) -> bool:
    return _CRAWLER.search(agent) is not None


@remembering(20_000)
def _searches(referrer: bytes) -> bool:
    return _SEARCH_REFERRER.search(referrer) is not None


def is_scripted(agent: bytes | None) -> bool:
    """Say whether a user agent names a script or library; an absent one does too."""
    return agent is None or _scripted(agent)


def claims_crawler(agent: bytes | None) -> bool:
    """Say whether a user agent claims to be a search engine's crawler."""
    return agent is not None and _crawls(agent)


@lru_cache(maxsize=50_000)
def from_crawler_network(client: str) -> bool:
    """Say whether an address lies in a network that a search engine publishes for its crawlers."""
    try:
        address = ip_address(client)
    except ValueError:
        return False
    return any(address in network for network in _CRAWLER_NETWORKS)


def from_search(referrer: bytes | None) -> bool:
    """Say whether a request came from a search engine's result page."""
    return referrer is not None and _searches(referrer)
