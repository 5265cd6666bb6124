"""Folders that search engines found first, and those that readers know."""

from __future__ import annotations

from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.hidden_pages import HISTORY_US, judge_hidden
from siaga.detection.behaviours.infiltration.unlinked import PAGES, folder_of, unlinked_folders

GOOGLE = "66.249.66.12"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 8)]
SEARCH, OWN = "https://www.google.co.jp/", "https://kota.example/data/"


def _site() -> Story:
    story = Story()
    story.visits(range(1, 13), PEOPLE, "/berita/kerja-bakti")
    return story


def _pages(story: Story, *, crawled_first: bool = True, reader: str = SEARCH, favourite: int = 0) -> Story:
    for number in range(PAGES + 4):
        page = f"/data/jp/{'abcdefgh'[number % 8]}{'xyz'[number % 3]}-{number}.html"
        story.ask(f"09 {3 if crawled_first else 5:02}:{number:02}", GOOGLE, page, size=30_000, agent=CRAWLER)
        if number % 3 == 0 or not crawled_first:
            story.ask(f"09 04:{number:02}", PEOPLE[number % 7], page, size=30_000, referrer=reader)
    for number in range(favourite):
        story.ask(f"10 06:{number:02}", PEOPLE[number % 7], "/data/jp/ax-0.html", referrer=reader)
    return story


def test_visitors_from_search_results_do_not_make_pages_the_site_s_own() -> None:
    scene = _pages(_site()).scene()
    assert unlinked_folders(scene, HISTORY_US) == {b"/data/jp"}
    signal = judge_hidden(scene)
    assert signal is not None
    assert signal.actor.client_ips == ()  # nobody rather than a visitor


def test_pages_that_readers_knew_first_or_read_again_and_again_are_linked() -> None:
    assert not unlinked_folders(_pages(_site(), crawled_first=False, reader=OWN).scene(), HISTORY_US)
    assert not unlinked_folders(_pages(_site(), favourite=20, reader=OWN).scene(), HISTORY_US)
    assert judge_hidden(_pages(_site(), crawled_first=False, reader=OWN).scene()) is None


def test_folders_that_were_there_from_the_beginning_are_no_news() -> None:
    story = Story()
    story.visits(range(8, 13), PEOPLE, "/berita/kerja-bakti")
    assert not unlinked_folders(_pages(story).scene(), HISTORY_US)


def test_a_folder_is_what_stands_before_the_last_slash() -> None:
    assert folder_of(b"/a/b.html") == b"/a"
    assert folder_of(b"/") == b""
