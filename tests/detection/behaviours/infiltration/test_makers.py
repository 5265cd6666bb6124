"""Who made gambling pages: the sender of the file, the first to know of it, or nobody."""

from __future__ import annotations

from tests.detection.behaviours.story import CRAWLER, Story

from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR

GOOGLE, BAD, READER = "66.249.66.12", "203.0.113.150", "198.51.100.77"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 8)]
WORDS = ("slot-gacor", "toto-macau", "rtp-live", "maxwin", "scatter", "olympus")
SEARCH = "https://www.google.com/"


def _site() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita/kerja-bakti")
    for place, word in enumerate(WORDS * 2):
        page = f"/data/?kw={word}-{place}"
        size = 47_000 + 310 * place
        story.ask(f"08 03:{place:02}", GOOGLE, page, size=size, agent=CRAWLER, families=("gambling",))
        story.ask(f"08 04:{place:02}", READER, page, size=size, referrer=SEARCH, families=("gambling",))
        # The words that no signature knows get pages of the same kind: no usual size of the site's own.
        story.ask(f"08 05:{place:02}", READER, f"/data/?kw=lain-{place}", size=size, referrer=SEARCH)
    return story


def test_a_file_sent_up_shortly_before_names_its_sender() -> None:
    story = _site()
    story.machine = "hosting02"
    for user, what in (
        ("kelsatu", "/home/kelsatu/public_html/data/index.php"),
        ("keldua", "/home/keldua/a.jpg"),
    ):
        story.tell("07 23:00", "upload", "success", user=user, client=BAD, application="ftp", what=what)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.actor.client_ips, signal.actor.users) == ((BAD,), ("kelsatu",))
    assert "uploaded as user kelsatu" in signal.why
    assert "diunggah oleh pengguna kelsatu" in signal.why_id


def test_a_refused_or_late_upload_names_nobody() -> None:
    story = _site()
    what = "/home/kelsatu/public_html/data/index.php"
    story.tell("07 23:00", "upload", "failure", user="a", client=BAD, application="ftp", what=what)
    story.tell("10 23:00", "upload", "success", user="b", client=BAD, application="ftp", what=what)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.actor.client_ips, signal.actor.users) == ((), ())


def test_the_first_to_know_of_a_page_is_named_before_any_search_engine() -> None:
    story = _site()
    story.ask("08 02:00", BAD, "/data/?kw=slot-gacor-0", size=47_000, families=("gambling",))
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.actor.client_ips == (BAD,)
