"""Scripts, crawlers and visitors from search engines are told by their own words and networks."""

from __future__ import annotations

import pytest

from siaga.detection.ledger.agents import claims_crawler, from_crawler_network, from_search, is_scripted

FIREFOX = b"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
GOOGLEBOT = b"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.mark.parametrize(
    "agent",
    [
        None,
        b"",
        b"curl/8.5.0",
        b"Wget/1.21",
        b"python-requests/2.31",
        b"Go-http-client/1.1",
        b"Java/17",
        b"sqlmap/1.8",
        b"WPScan v3",
        b"Mozilla/5.0 HeadlessChrome/120",
        b"GuzzleHttp/7",
        b"PHP/8.1",
        b"libwww-perl/6.7",
    ],
)
def test_scripts_name_themselves_or_nothing(agent: bytes | None) -> None:
    assert is_scripted(agent)


@pytest.mark.parametrize(
    "agent", [FIREFOX, GOOGLEBOT, b"Opera/9.80", b"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)"]
)
def test_browsers_and_crawlers_are_no_scripts(agent: bytes) -> None:
    assert not is_scripted(agent)


@pytest.mark.parametrize(
    "agent", [GOOGLEBOT, b"bingbot/2.0", b"YandexBot/3.0", b"Baiduspider", b"AhrefsBot/7.0"]
)
def test_crawlers_claim_to_be_ones(agent: bytes) -> None:
    assert claims_crawler(agent)
    assert claims_crawler(agent.upper())


@pytest.mark.parametrize("agent", [None, b"", FIREFOX, b"Google Chrome", b"bing"])
def test_others_do_not(agent: bytes | None) -> None:
    assert not claims_crawler(agent)


@pytest.mark.parametrize(
    ("client", "inside"),
    [
        ("66.249.66.1", True),
        ("157.55.39.10", True),
        ("2001:4860:4801:10::1", True),
        ("192.0.2.1", False),
        ("66.249.96.1", False),
        ("2001:db8::1", False),
        ("crawl.google.example", False),
        ("-", False),
    ],
)
def test_a_crawlers_network_can_be_checked(client: str, inside: bool) -> None:
    assert from_crawler_network(client) is inside


@pytest.mark.parametrize(
    ("referrer", "search"),
    [
        (b"https://www.google.com/", True),
        (b"https://www.google.co.id/search?q=slot", True),
        (b"http://bing.com", True),
        (b"https://duckduckgo.com/", True),
        (b"https://r.search.yahoo.com/x", True),
        (None, False),
        (b"", False),
        (b"https://kota.example/?u=https://www.google.com/", False),
        (b"https://google.com.evil.example/", False),
        (b"https://notgoogle.com/", False),
        (b"https://googleusercontent.com/", False),
    ],
)
def test_visitors_from_a_result_page_are_known(referrer: bytes | None, search: bool) -> None:
    assert from_search(referrer) is search
