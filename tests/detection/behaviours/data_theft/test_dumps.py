"""Dumps and backups that left, and those that were the owners' own."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.sign_in_story import sign_in
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.dumps import BEHAVIOUR
from siaga.findings.shape import Signal

BAD, STAFF = "203.0.113.40", "192.0.2.140"
DUMP = "/backup/db_layanan.sql.gz"
PEOPLE = [f"198.51.100.{number}" for number in range(1, 20)]


def _site() -> Story:
    story = Story()
    story.visits(range(1, 10), PEOPLE, "/berita/kerja-bakti")
    return story


def _only(story: Story) -> Signal:
    (signal,) = story.signals(BEHAVIOUR)
    return signal


def _work(story: Story, day: int, client: str) -> None:
    story.ask(f"{day:02} 08:00", client, "POST /admin/login", 302, 0)
    story.ask(f"{day:02} 08:01", client, "/admin/dashboard")


def test_an_outsider_fetches_a_dump_with_a_script() -> None:
    story = _site()
    story.ask("09 23:00", BAD, DUMP, size=18_000_000, agent="curl/8.5.0")
    signal = _only(story)
    assert signal.step == "exfiltrated"
    assert signal.behaviour == "dump_fetching"
    assert signal.actor.client_ips == (BAD,)
    assert "18000000 bytes" in signal.why
    assert "18000000 bita" in signal.why_id
    assert [witness.role for witness in signal.witnesses] == ["dump"]


def test_having_searched_the_site_before_makes_it_sure() -> None:
    story = _site()
    for number in range(6):
        story.ask(f"09 22:0{number}", BAD, f"/x{number}?q=1", 404, families=("path-traversal",))
    story.ask("09 23:00", BAD, DUMP, size=18_000_000, agent="curl/8.5.0")
    assert _only(story).confidence == "confirmed"


@pytest.mark.parametrize(
    ("status", "size"),
    [(404, 1_245), (403, 18_000_000), (302, 0), (200, 400)],
    ids=["missing", "refused", "moved", "tiny"],
)
def test_a_dump_that_was_not_given_did_not_leave(status: int, size: int) -> None:
    story = _site()
    story.ask("09 23:00", BAD, DUMP, status, size, agent="curl/8.5.0")
    assert story.signals(BEHAVIOUR) == []


def test_a_catch_all_answer_is_no_dump() -> None:
    story = _site()
    for place, name in enumerate(("db", "dump", "backup", "www", "site", "database", "mysql")):
        story.ask(f"09 23:0{place}", BAD, f"/{name}.sql", size=9_431, agent="curl/8.5.0")
    assert story.signals(BEHAVIOUR) == []


def test_staff_who_work_in_the_administration_on_other_days() -> None:
    story = _site()
    for day in (2, 5, 9):
        _work(story, day, STAFF)
    story.ask("09 08:30", STAFF, DUMP, size=18_000_000)
    assert story.signals(BEHAVIOUR) == []


def test_a_backup_machine_that_comes_every_night() -> None:
    story = _site()
    for day in range(2, 10):
        story.ask(
            f"{day:02} 02:00", "192.0.2.141", f"/backup/db_{day}.sql.gz", size=18_000_000, agent="Wget/1.21"
        )
    assert story.signals(BEHAVIOUR) == []


def test_open_data_that_pages_link_to_and_many_fetch() -> None:
    story = _site()
    for place, client in enumerate(PEOPLE):
        story.ask(
            f"09 10:{place:02}",
            client,
            "/data/backup-jadwal.zip",
            size=90_000,
            referrer="https://kota.example/data-terbuka",
        )
    assert story.signals(BEHAVIOUR) == []


def test_each_outsider_is_told_of() -> None:
    story = _site()
    story.ask("08 23:00", BAD, DUMP, size=18_000_000, agent="curl/8.5.0")
    story.ask("09 23:00", "198.18.0.7", DUMP, size=18_000_000, agent="Wget/1.21")
    assert {signal.actor.client_ips for signal in story.signals(BEHAVIOUR)} == {(BAD,), ("198.18.0.7",)}


def test_a_transfer_that_broke_off_and_went_on_is_still_a_file() -> None:
    story = _site()
    other = "203.0.113.41"
    story.ask("08 22:00", BAD, DUMP, size=61_000_000)
    story.ask("08 22:05", BAD, DUMP, 206, size=87_000_000)
    story.ask("09 23:00", other, DUMP, size=148_000_000)
    assert {signal.actor.client_ips for signal in story.signals(BEHAVIOUR)} == {(BAD,), (other,)}
    assert any("in parts" in signal.why for signal in story.signals(BEHAVIOUR))


def test_answers_of_a_page_s_length_that_differ_are_a_page() -> None:
    story = _site()
    story.ask("08 22:00", BAD, DUMP, size=15_000)
    story.ask("09 23:00", "203.0.113.41", DUMP, size=17_000)
    assert story.signals(BEHAVIOUR) == []


FOLDER = "/wp-content/updraft/"
SQUEEZED = f"{FOLDER}backup_2026-06-04_kota_8b4d-db.gz"


def test_a_squeezed_database_out_of_an_open_listing() -> None:
    story = _site()
    story.ask("09 23:00", BAD, SQUEEZED, size=2_400_000, referrer=f"https://kota.example{FOLDER}")
    signal = _only(story)
    assert (signal.step, signal.confidence) == ("exfiltrated", "likely")
    assert "listing of its own folder" in signal.why
    assert "isi foldernya" in signal.why_id


@pytest.mark.parametrize(
    ("path", "referrer"),
    [
        (SQUEEZED, "https://kota.example/layanan/"),  # a page of the site
        (SQUEEZED, f"https://other.example{FOLDER}"),
        (f"{FOLDER}full.zip", f"https://kota.example{FOLDER}"),  # data that is offered in a list
        ("/db_layanan-db.gz", "https://kota.example/"),  # the home page is no listing
    ],
)
def test_what_a_page_offers_was_meant_to_be_fetched(path: str, referrer: str) -> None:
    story = _site()
    story.visits(range(1, 4), PEOPLE[:3], "/cari.php")
    story.ask("09 23:00", BAD, path, size=2_400_000, referrer=referrer)
    assert story.signals(BEHAVIOUR) == []


SITE_COPY = "/wp-content/ai1wm-backups/kota-example-20260607-144015-p0q8zr1m5t2k.wpress"


def _pieces(
    story: Story, client: str, status: int = 206, size: int = 51_000_000, referrer: str = "-"
) -> None:
    for minute in range(8):
        story.ask(f"09 01:1{minute}", client, SITE_COPY, status, size, referrer=referrer)


def test_a_copy_of_the_whole_site_leaves_in_pieces_without_a_login() -> None:
    story = _site()
    story.ask("09 01:02", BAD, "/wp-content/debug.log", size=1_400_000)
    story.ask("09 01:06", BAD, f"HEAD {SITE_COPY}", size=0)
    _pieces(story, BAD)
    signal = _only(story)
    assert signal.actor.client_ips == (BAD,)
    assert "in 8 pieces (408000000 bytes)" in signal.why
    assert "dalam 8 potongan (408000000 bita)" in signal.why_id


def test_the_manager_at_home_fetches_the_copy_in_pieces_by_the_page_that_lists_it() -> None:
    story = _site()
    _pieces(story, STAFF, referrer="https://kota.example/wp-admin/admin.php?page=ai1wm_backups")
    assert story.signals(BEHAVIOUR) == []


def test_a_download_program_of_somebody_who_has_just_signed_in() -> None:
    story = _site()
    story.ask("09 01:00", STAFF, "POST /wp-login.php", 302, 0)
    story.ask("09 01:01", STAFF, "/wp-admin/admin.php?page=ai1wm_backups")
    _pieces(story, STAFF)
    assert story.signals(BEHAVIOUR) == []


@pytest.mark.parametrize(("status", "size"), [(403, 900), (404, 46_794), (200, 0)])
def test_a_copy_that_was_refused_missing_or_only_asked_about(status: int, size: int) -> None:
    story = _site()
    _pieces(story, BAD, status, size)
    assert story.signals(BEHAVIOUR) == []


def _signed_in(story: Story) -> None:
    sign_in(story, "09 22:50", BAD)
    story.ask("09 23:00", BAD, DUMP, size=18_000_000)


def test_who_had_just_signed_in_is_judged_by_the_session() -> None:
    story = _site()
    _signed_in(story)
    assert story.signals(BEHAVIOUR) == []


def test_an_account_that_he_opened_himself_excuses_nobody() -> None:
    story = _site()
    story.ask("09 22:40", BAD, "POST /wp-login.php?action=register", 302, 0)
    _signed_in(story)
    assert _only(story).actor.client_ips == (BAD,)
