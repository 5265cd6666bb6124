"""Scripts used like tools, and scripts that merely look like them."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.findings.shape import Signal

BAD = "203.0.113.66"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 40)]
SHELL = "/uploads/aduan/kk.php"


def _ordinary() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita/kerja-bakti")
    return story


def _use(
    story: Story, path: str, sizes: tuple[int, ...] = (120, 4_000, 900, 17_000), client: str = BAD
) -> None:
    for place, size in enumerate(sizes):
        story.ask(f"10 22:{10 + place}", client, f"POST {path}", size=size)


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


def test_an_uploaded_script_that_answers_to_what_it_is_given() -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "POST /pengaduan/kirim", 302)
    _use(story, SHELL)
    signal = _only(story)
    assert (signal.step, signal.confidence) == ("entered", "confirmed")
    assert signal.actor.client_ips == (BAD,)
    assert {"upload", "first use", "use"} <= {witness.role for witness in signal.witnesses}
    assert SHELL in signal.why
    assert SHELL in signal.why_id
    assert any(SHELL in link for link in signal.links)


def test_a_put_script_accuses_whoever_put_it_too() -> None:
    story = _ordinary()
    story.ask("10 22:00", "198.51.100.8", "PUT /tiny.php", 201, 0)
    _use(story, "/tiny.php")
    assert _only(story).actor.client_ips == ("198.51.100.8", BAD)


def test_a_script_sent_by_ftp() -> None:
    story = _ordinary()
    story.tell(
        "10 21:50", "upload", "success", user="web", client=BAD, application="ftp", what="/www/menu2.php"
    )
    _use(story, "/menu2.php")
    assert _only(story).step == "entered"


def test_an_ftp_log_of_the_machine_tells_about_its_sites() -> None:
    story = _ordinary()
    story.machine = "server1"
    story.tell(
        "10 21:50", "upload", "success", user="web", client=BAD, application="ftp", what="/www/menu2.php"
    )
    _use(story, "/menu2.php")
    assert any(witness.file == "auth.log" for witness in _only(story).witnesses)


def test_one_answer_shows_that_it_ran_but_not_that_it_was_used() -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "POST /upload", 302)
    story.ask("10 22:01", BAD, f"{SHELL}?x=1", size=300)
    assert "entered" not in [signal.step for signal in story.signals(BEHAVIOUR)]


@pytest.mark.parametrize("status", [302, 403, 404])
def test_a_script_that_was_never_served_is_nothing(status: int) -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "POST /upload", 302)
    for minute in range(6):
        story.ask(f"10 22:{10 + minute}", BAD, f"POST {SHELL}", status, 100 * minute)
    assert story.signals(BEHAVIOUR) == []


def test_a_script_in_a_data_folder_that_all_visitors_use_belongs_there() -> None:
    story = _ordinary()
    # the editor who looks at it first has just sent the pictures
    story.ask("01 09:58", PEOPLE[0], "POST /galeri/unggah", 302)
    for day in range(1, 12):
        for place, client in enumerate(PEOPLE):
            story.ask(
                f"{day:02} 10:{place:02}",
                client,
                f"/images/thumb.php?f={place % 7}.jpg",
                size=3_000 + 700 * (place % 7),
                referrer="https://kota.example/galeri",
            )
    assert story.signals(BEHAVIOUR) == []


def test_a_new_script_that_the_site_s_pages_link_to_belongs_to_it() -> None:
    story = _ordinary()
    story.ask("09 08:00", PEOPLE[0], "POST /upload", 302)
    for place, client in enumerate(PEOPLE[:5]):
        story.ask(
            f"09 10:{place:02}",
            client,
            f"/agenda/kalender.php?bulan={place}",
            size=3_000 + 400 * place,
            referrer="https://kota.example/agenda",
        )
    assert story.signals(BEHAVIOUR) == []


def test_an_application_s_login_page_is_no_tool() -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "POST /upload", 302)
    _use(story, "/wp-login.php", (5_000, 5_100, 4_000, 20))
    assert story.signals(BEHAVIOUR) == []


def test_known_holes_in_software_are_left_to_injection() -> None:
    story = _ordinary()
    path = "/vendor/phpunit/src/Util/PHP/eval-stdin.php"
    for minute, size in enumerate((30, 900, 4_000, 80)):
        story.ask(f"10 22:1{minute}", BAD, f"POST {path}", size=size, families=("php-framework-exploit",))
    assert story.signals(BEHAVIOUR) == []


def test_a_catch_all_answer_is_no_script() -> None:
    story = _ordinary()
    for place, name in enumerate(("wso", "alfa", "c99", "r57", "mini", "up", "shell", "b374k")):
        for minute in (1, 2):
            story.ask(f"10 2{minute}:{10 + place}", BAD, f"/uploads/{name}.php?x={minute}", size=8_000)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(
    ("name", "random"),
    [
        ("3f9a1c77be02.php", True),
        ("x1k9z3w7.php", True),
        ("kalender.php", False),
        ("berita2026.php", False),
        ("index.php", False),
    ],
)
def test_names_made_by_machines_add_to_the_suspicion(name: str, random: bool) -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "POST /pengaduan/kirim", 302)
    _use(story, f"/uploads/{name}")
    assert ("made up by a machine" in _only(story).why) == random


def test_odd_places_are_named_as_a_reason() -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "POST /pengaduan/kirim", 302)
    _use(story, SHELL)
    assert "folder for data" in _only(story).why
    assert "folder data" in _only(story).why_id


def _deployed(days: tuple[int, ...]) -> Story:
    story = Story()
    story.visits(range(1, 12), [f"192.0.2.{number}" for number in range(1, 30)], "/berita/kerja-bakti")
    for day in days:
        story.ask(f"{day:02} 19:40", "10.40.1.44", "POST /manager/html/upload?n=1", user="dev", size=900)
    story.ask("10 19:41", "10.40.1.44", "/antrian/panggil.jsp", size=2_210)
    story.ask("10 19:42", "10.40.1.44", "POST /antrian/panggil.jsp", size=2_290)
    return story


def test_whoever_deploys_under_a_name_days_apart_does_it_as_work() -> None:
    assert not _deployed((3, 10)).signals(BEHAVIOUR)
    assert _deployed((10,)).signals(BEHAVIOUR)


def test_a_single_use_from_a_page_of_the_site_is_that_page_s_own() -> None:
    own = "https://kota.example/admin/pasang"
    for referrer, found in ((own, 0), ("-", 1)):
        story = Story()
        story.visits(range(1, 12), [f"192.0.2.{number}" for number in range(1, 30)], "/berita/kerja-bakti")
        story.ask("10 19:40", BAD, "POST /repository/ambil.php?action=x", size=900, referrer=referrer)
        assert len(story.signals(BEHAVIOUR)) == found


def test_a_partner_s_own_program_is_believed_only_where_it_always_came() -> None:
    for first, found in ((1, 0), (6, 1)):
        story = Story()
        story.visits(range(1, 12), [f"192.0.2.{number}" for number in range(1, 40)], "/berita/kerja-bakti")
        for day in range(first, first + 5):
            target = f"POST /data/sync.php?mode=push&tbl={day}"
            story.ask(f"{day:02} 07:00", BAD, target, size=900 + 700 * day, agent="Mitra-Sync/2.0")
        assert len(story.signals(BEHAVIOUR)) == found
