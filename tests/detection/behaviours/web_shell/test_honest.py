"""An application's own scripts, and those that were never run, are told from tools."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import SITE, Story

from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.detection.behaviours.web_shell.honest import script_of

BAD = "203.0.113.66"
PEOPLE = [f"{net}.{number}" for number in range(10, 20) for net in ("192.0.2", "198.51.100", "203.0.113")]
SIZES = (120, 4_000, 900, 17_000)


def _ordinary() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita/kerja-bakti")
    return story


def _use(story: Story, path: str, sizes: tuple[int, ...] = SIZES, status: int = 200) -> None:
    for place, size in enumerate(sizes):
        story.ask(f"10 22:{10 + place}", BAD, f"POST {path}", status, size)


@pytest.mark.parametrize(
    ("path", "script"),
    [
        (b"/remote.php/dav/files/ana/Surat", b"/remote.php"),
        (b"/a.php/x.php/y", b"/a.php"),
        (b"/uploads/x.php", b"/uploads/x.php"),
        (b"/x.php/", b"/x.php/"),
    ],
)
def test_the_script_is_what_stands_before_the_path_behind_it(path: bytes, script: bytes) -> None:
    assert script_of(path) == script


def _synchronised(script: str, people: list[str]) -> Story:
    story = _ordinary()
    for place, person in enumerate(people):
        for folder in range(4):
            story.ask(
                f"01 10:{place:02}:{folder:02}", person, f"PROPFIND {script}/files/p{place}/f{folder}", 207
            )
    story.ask("10 22:00", BAD, "POST /upload", 302)
    _use(story, f"{script}/files/p1/new")
    return story


def test_pages_behind_a_front_script_that_many_use_are_no_scripts() -> None:
    assert not _synchronised("/remote.php", PEOPLE[:6]).signals(BEHAVIOUR)


def test_pages_behind_a_script_that_only_one_uses_or_that_lies_among_data_are_looked_at() -> None:
    assert _synchronised("/remote.php", [BAD, BAD]).signals(BEHAVIOUR)
    assert _synchronised("/uploads/remote.php", PEOPLE[:6]).signals(BEHAVIOUR)


def _browsed(page: str) -> Story:
    story = _ordinary()
    for day in range(1, 9):
        story.ask(f"{day:02} 10:00", PEOPLE[1], "/kelola/kabar/ubah/7")
        for place, size in enumerate(SIZES):
            came = page if not place else "/assets/pilih/browse.php?type=files"
            target = "POST /assets/pilih/browse.php?act=dir"
            story.ask(
                f"{day:02} 10:{10 + place}", PEOPLE[1], target, size=size, referrer=f"https://{SITE}{came}"
            )
    return story


def test_a_file_chooser_that_the_editor_s_page_opens_is_the_site_s_own() -> None:
    assert not _browsed("/kelola/kabar/ubah/12").signals(BEHAVIOUR)


def test_a_referrer_that_anybody_can_forge_does_not_help() -> None:
    assert _browsed("/").signals(BEHAVIOUR)
    assert _browsed("/tidak/ada").signals(BEHAVIOUR)


def test_a_script_that_answers_alike_with_and_without_input_took_nothing() -> None:
    story = _ordinary()
    story.ask("10 22:00", BAD, "/assets/pilih/upload.php", size=640)
    _use(story, "/assets/pilih/upload.php", (640,) * 4)
    assert not story.signals(BEHAVIOUR)
    story.ask("10 22:50", BAD, "POST /assets/pilih/upload.php", size=1_900)
    assert story.signals(BEHAVIOUR)


def _sent(user: str, path: str) -> Story:
    story = _ordinary()
    story.tell(
        "10 21:50", "upload", "success", user=user, client=BAD, application="ftp", what=f"/srv/ftp{path}"
    )
    return story


def test_a_script_that_the_server_hands_out_as_a_file_never_ran() -> None:
    story = _sent("siswa@", "/masuk/absensi.php")
    story.ask("10 22:00", BAD, "/masuk/absensi.php", size=4_213)
    _use(story, "/masuk/absensi.php", (233,) * 3, status=405)
    assert not story.signals(BEHAVIOUR)


def test_an_answer_as_long_as_the_file_that_was_sent_is_the_file() -> None:
    story = _sent("", "/uploads/absensi.php")
    story.events[-1].detail["bytes"] = "4213"
    story.ask("10 22:00", BAD, "/uploads/absensi.php", size=4_213)
    assert not story.signals(BEHAVIOUR)
    story.events[-1].detail["bytes"] = "9000"
    assert story.signals(BEHAVIOUR)


def test_a_page_that_an_account_sent_and_nobody_gave_anything_is_a_page() -> None:
    story = _sent("humas", "/beranda_baru.php")
    story.ask("10 22:00", BAD, "/beranda_baru.php", size=14_233)
    assert not story.signals(BEHAVIOUR)
    _use(story, "/beranda_baru.php")
    assert story.signals(BEHAVIOUR)
