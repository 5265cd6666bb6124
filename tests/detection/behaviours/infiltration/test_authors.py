"""Who published gambling pages, by the application's own trail, and who merely wrote something."""

from __future__ import annotations

from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

GOOGLE, BAD, READER, OFFICE = "66.249.66.12", "203.0.113.150", "198.51.100.77", "192.0.2.4"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 8)]
SLUGS = [
    f"{word}-malam-ini-{place}" for place, word in enumerate(("slot-gacor", "toto-macau", "rtp-live") * 4)
]
SEARCH = "https://www.google.com/"


def _site() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita/kerja-bakti")
    for place, slug in enumerate(SLUGS):
        page, size = f"/kabar/baca/{900 + place}/{slug}", 31_000 + 310 * place
        story.ask(f"08 03:{place:02}", GOOGLE, page, size=size, agent=CRAWLER, families=("gambling",))
        story.ask(f"08 04:{place:02}", READER, page, size=size, referrer=SEARCH, families=("gambling",))
    return story


def _write(story: Story, user: str, client: str, slugs: list[str], day: str = "07", minute: int = 0) -> None:
    for place, slug in enumerate(slugs):
        what = f"artikel/{900 + place} {slug}"
        at = f"{day} 01:{minute + place:02}"
        story.tell(at, "content_change", "success", user=user, client=client, application="audit", what=what)


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


def test_the_account_that_published_them_is_named() -> None:
    story = _site()
    _write(story, "kontributor", BAD, SLUGS)
    signal = _only(story)
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), ("kontributor",))
    assert "published them: kontributor" in signal.why
    assert "menerbitkannya: kontributor" in signal.why_id
    assert "published" in {witness.role for witness in signal.witnesses}


def test_titles_say_it_as_well_as_addresses() -> None:
    story = _site()
    for place, slug in enumerate(SLUGS):
        title = f'menerbitkan artikel "{slug.replace("-", " ").title()}"'
        story.tell(
            f"07 01:{place:02}", "content_change", user="k", client=BAD, application="audit", message=title
        )
    assert _only(story).actor.users == ("k",)


def test_who_cleans_up_later_is_not_named() -> None:
    story = _site()
    _write(story, "kontributor", BAD, SLUGS)
    _write(story, "humas", OFFICE, SLUGS, minute=30)
    _write(story, "admin", OFFICE, SLUGS, day="10")
    assert _only(story).actor.users == ("kontributor",)


def test_one_article_of_the_same_title_is_nobody_s_guilt() -> None:
    story = _site()
    _write(story, "humas", OFFICE, SLUGS[:2])
    assert _only(story).actor.users == ()


def test_hardly_any_of_them_is_nobody_s_guilt_either() -> None:
    story = _site()
    _write(story, "humas", OFFICE, SLUGS[:1])
    _write(story, "kontributor", BAD, SLUGS[1:], minute=20)
    assert _only(story).actor.users == ("kontributor",)


def test_what_was_refused_or_written_about_other_things_tells_nothing() -> None:
    story = _site()
    for place, slug in enumerate(SLUGS):
        at = f"07 01:{place:02}"
        story.tell(at, "content_change", "failure", user="a", client=BAD, application="audit", what=slug)
        story.tell(
            at, "content_change", "success", user="b", client=BAD, application="audit", what="berita/1"
        )
    assert _only(story).actor.users == ()
