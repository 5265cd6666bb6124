"""Where citizens sign in by the dozen, a stranger in the database's tool is still one; its keeper is none."""

from __future__ import annotations

from tests.detection.behaviours.story import BROWSER, SITE, Story, clock

from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR

OFFICE, HOME, BAD = "192.0.2.140", "198.51.100.20", "203.0.113.77"
TOOL = "/phpmyadmin/index.php?route="
DUMP = 58_330_912
LEAK = ("secret-files",)


def _crowd(story: Story, networks: int) -> None:
    """Let citizens sign in at every hour, each from a network of their own."""
    for place in range(networks * 12):
        client = f"10.{place % networks}.{place // networks}.9"
        at = clock(f"{1 + place % 9:02} {(7 + place * 5) % 24:02}:20")
        link = f"https://{SITE}/login"
        for step, (request, status) in enumerate(
            [("/login", 200), ("POST /login", 302), ("/dashboard", 200), ("/dashboard/profil", 200)]
        ):
            story.ask(at + step * 9_000_000, client, request, status, 7_000 + step, referrer=link)


def _work(story: Story, when: str, client: str, *, size: int = 0, agent: str = BROWSER) -> None:
    pages = [
        ("POST " + TOOL + "/", 302, 0),
        ("GET " + TOOL + "/database/structure&db=warga", 200, 22_740),
        ("POST " + TOOL + "/sql", 200, 12_338),
    ]
    if size:
        pages.append(("POST " + TOOL + "/export", 200, size))
    for step, (request, status, length) in enumerate(pages):
        at = clock(when) + step * 20_000_000
        link = f"https://{SITE}/phpmyadmin/"
        story.ask(at, client, request, status, length, referrer=link, agent=agent)


def _site(networks: int = 40) -> Story:
    story = Story()
    _crowd(story, networks)
    for hour in range(8, 18):
        story.visits(range(1, 12), [f"172.16.{hour}.{n}" for n in range(10)], f"/berita/{hour}")
    for day in range(1, 9):
        _work(story, f"{day:02} 09:4{day}", OFFICE)
    return story


def test_a_database_that_leaves_for_a_strange_network_at_night() -> None:
    story = _site()
    _work(story, "10 02:10", BAD, size=DUMP)
    (signal,) = story.signals(BEHAVIOUR)
    assert signal.step == "exfiltrated"
    assert signal.actor.client_ips == (BAD,)
    assert "exported a database" in signal.why


def test_citizens_and_the_keeper_of_the_database_are_left_in_peace() -> None:
    story = _site()
    _work(story, "10 10:10", OFFICE, size=DUMP)
    _work(story, "11 02:10", OFFICE, size=DUMP)
    assert not story.signals(BEHAVIOUR)


def test_the_keeper_may_work_at_home_by_day() -> None:
    story = _site()
    _work(story, "10 10:10", HOME, size=DUMP)
    assert not story.signals(BEHAVIOUR)


def test_an_officer_who_opens_the_tool_for_the_first_time_is_known_by_the_office() -> None:
    story = _site()
    for day in (1, 4, 8):
        at = clock(f"{day:02} 11:00")
        story.ask(at, HOME, "POST /login", 302, referrer=f"https://{SITE}/login")
        story.ask(at + 9_000_000, HOME, "/dashboard", referrer=f"https://{SITE}/login")
    _work(story, "10 02:10", HOME, size=DUMP)
    assert not story.signals(BEHAVIOUR)


def test_a_settings_file_that_was_served_before_weighs_whoever_read_it() -> None:
    story = _site()
    story.ask("09 21:05", "203.0.113.200", "/.env", size=1_187, families=LEAK)
    _work(story, "10 10:10", BAD, size=DUMP, agent="Mozilla/5.0 (X11) Chrome/114.0")
    (signal,) = story.signals(BEHAVIOUR)
    assert "/.env" in signal.why
    assert "secret" in {witness.role for witness in signal.witnesses}


def test_the_keeper_at_home_may_mistype_and_take_all_of_it() -> None:
    story = _site()
    story.ask("09 21:05", "203.0.113.200", "/.env", size=1_187, families=LEAK)
    for attempt in range(3):
        story.ask(f"10 15:0{attempt}", HOME, f"POST {TOOL}/", 200, 4_688)
    _work(story, "10 15:10", HOME, size=DUMP, agent="Mozilla/5.0 (X11) Chrome/114.0")
    assert not story.signals(BEHAVIOUR)


def test_a_leak_does_not_make_a_stranger_of_the_keeper_at_home() -> None:
    story = _site()
    story.ask("09 21:05", "203.0.113.200", "/.env", size=1_187, families=LEAK)
    _work(story, "10 10:10", HOME, size=DUMP)
    assert not story.signals(BEHAVIOUR)
