"""Pages made for search engines only, whatever words they hold."""

from __future__ import annotations

from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.hidden_pages import PAGES, judge_hidden

GOOGLE, BAD = "66.249.66.12", "203.0.113.150"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 8)]
WORDS = (
    "merah",
    "biru",
    "kuning",
    "hijau",
    "ungu",
    "jingga",
    "putih",
    "hitam",
    "abu",
    "emas",
    "perak",
    "nila",
)


def _site(days: int = 12) -> Story:
    story = Story()
    story.visits(range(1, days + 1), PEOPLE, "/berita/kerja-bakti")
    return story


def _crawl(
    story: Story, day: int, *, folder: str = "/arsip-{}/", count: int = len(WORDS), size: int = 12_000
) -> None:
    for place, word in enumerate(WORDS[:count]):
        story.ask(
            f"{day:02} 03:{place:02}", GOOGLE, folder.format(word), size=size + 311 * place, agent=CRAWLER
        )


def _proved(story: Story) -> Story:
    story.ask("09 01:00", BAD, "/google3f1c9ab27de0415c.html", size=53)
    story.ask("09 01:05", BAD, "/sitemap-baru.xml", size=4_000)
    return story


def test_new_unlinked_pages_after_a_new_proof_of_ownership() -> None:
    story = _proved(_site())
    _crawl(story, 10)
    signal = judge_hidden(story.scene())
    assert signal is not None
    assert signal.step == "entered"
    assert signal.actor.client_ips == (BAD,)
    assert f"{len(WORDS)} new pages" in signal.why
    assert f"{len(WORDS)} halaman baru" in signal.why_id
    assert {"verification", "sitemap", "hidden page"} <= {witness.role for witness in signal.witnesses}


def test_new_pages_without_any_proof_are_a_busy_editor_s() -> None:
    story = _site()
    _crawl(story, 10)
    assert judge_hidden(story.scene()) is None


def test_a_proof_without_new_pages_is_the_owner_s() -> None:
    assert judge_hidden(_proved(_site()).scene()) is None


def test_fewer_pages_than_needed() -> None:
    story = _proved(_site())
    _crawl(story, 10, count=PAGES - 1)
    assert judge_hidden(story.scene()) is None


def test_pages_that_some_page_links_to_are_the_site_s_own() -> None:
    story = _proved(_site())
    _crawl(story, 10)
    for place, word in enumerate(WORDS):
        story.ask(f"10 12:{place:02}", PEOPLE[0], f"/arsip-{word}/", referrer="https://kota.example/arsip")
    assert judge_hidden(story.scene()) is None


def test_more_articles_of_a_kind_that_people_read() -> None:
    story = _proved(_site())
    story.visits(range(5, 9), PEOPLE, "/artikel/17")
    for number in range(40):
        story.ask(
            f"10 03:{number:02}", GOOGLE, f"/artikel/{100 + number}", size=9_000 + 301 * number, agent=CRAWLER
        )
    assert judge_hidden(story.scene()) is None


def test_a_log_too_young_to_call_anything_new() -> None:
    story = _proved(Story())
    story.visits([9, 10], PEOPLE, "/berita/kerja-bakti")
    _crawl(story, 10)
    assert judge_hidden(story.scene()) is None


def test_pages_that_were_not_served() -> None:
    story = _proved(_site())
    for place, word in enumerate(WORDS):
        story.ask(f"10 03:{place:02}", GOOGLE, f"/arsip-{word}/", 404, 1_200 + 300 * place, agent=CRAWLER)
    assert judge_hidden(story.scene()) is None
