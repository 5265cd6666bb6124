"""Who was in a folder of gambling pages before anybody could know of it, and who came by a link."""

from __future__ import annotations

from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR

GOOGLE, BAD, READER, CLERK = "66.249.66.12", "203.0.113.150", "198.51.100.77", "192.0.2.40"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 8)]
WORDS = ("slot-gacor", "toto-macau", "rtp-live", "maxwin", "scatter", "olympus")
SEARCH, FOLDER = "https://www.google.com/", "/lampiran/baru"


def _site() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita/kerja-bakti")
    story.ask("08 02:30", GOOGLE, f"{FOLDER}/peta.xml", size=9_000, agent=CRAWLER)
    for place, word in enumerate(WORDS * 2):
        page, size = f"{FOLDER}/{word}-{place}/", 47_000 + 310 * place
        story.ask(f"08 03:{place:02}", GOOGLE, page, size=size, agent=CRAWLER, families=("gambling",))
        story.ask(f"08 04:{place:02}", READER, page, size=size, referrer=SEARCH, families=("gambling",))
    return story


def _named(story: Story) -> tuple[str, ...]:
    (signal,) = story.signals(BEHAVIOUR)
    return signal.actor.client_ips


def test_whoever_tried_the_new_folder_alone_is_named() -> None:
    story = _site()
    story.ask("08 01:00", BAD, f"{FOLDER}/index.php", size=20)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
    assert "in their folder alone" in signal.why
    assert "sendirian di folder itu" in signal.why_id


def test_nobody_is_named_when_nobody_was_there_before() -> None:
    assert _named(_site()) == ()


def test_a_folder_where_others_had_been_names_nobody() -> None:
    story = _site()
    story.ask("08 01:00", BAD, f"{FOLDER}/index.php", size=20)
    story.ask("08 01:20", CLERK, f"{FOLDER}/rapat.php", size=300)
    assert _named(story) == ()


def test_a_link_or_a_long_standing_folder_names_nobody() -> None:
    story = _site()
    story.ask("08 01:00", CLERK, f"{FOLDER}/index.php", size=20, referrer="https://kota.example/")
    assert _named(story) == ()
    old = _site()
    old.visits(range(1, 2), [CLERK], f"{FOLDER}/index.php", size=20)
    assert _named(old) == ()


def test_a_refused_try_names_nobody() -> None:
    story = _site()
    story.ask("08 01:00", BAD, f"{FOLDER}/index.php", 404, 20)
    assert _named(story) == ()
