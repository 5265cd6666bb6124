"""A developer's page, sent and opened at his work, and tools that are sent the same way."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.arrival import Arrival, arrival_of
from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR
from siaga.detection.behaviours.web_shell.deployed import by_developer

DEVELOPER, NEW_LEASE, BAD = "100.64.9.145", "100.64.9.160", "203.0.113.66"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 40)]
PAGE = "/migrasi.php"
PARTS = (
    "application/controllers/Berita.php",
    "application/models/Berita_model.php",
    "application/views/beranda.php",
    "public_html/assets/app.css",
)


def _send(story: Story, when: str, client: str, *names: str, user: str = "kecamatan") -> None:
    for place, name in enumerate(names):
        size = {"bytes": str(2_000 + 37 * len(name))}
        what = f"/home/kecamatan//{name}"
        story.tell(f"{when}:{10 + place}", "upload", "success", user=user, client=client, application="ftp",
                   what=what, detail=size)  # fmt: skip


def _worked(days: tuple[int, ...] = (2, 9), home: str = DEVELOPER) -> Story:
    story = Story()
    story.visits(range(1, 14), PEOPLE, "/berita/kerja-bakti")
    for day in days:
        _send(story, f"{day:02} 19:40", home, *PARTS)
    return story


def _run(story: Story, sender: str = NEW_LEASE, page: str = PAGE, given: str = "langkah=") -> None:
    _send(story, "12 20:37", sender, *PARTS, f"public_html{page}")
    story.ask("12 20:40", sender, page, size=812)
    for number, size in enumerate((2_310, 1_190, 3_020, 9_999), 1):
        story.ask(f"12 20:4{number}", sender, f"POST {page}?{given}{number}", size=size)


def test_a_developer_opens_his_own_page() -> None:
    story = _worked()
    _run(story)
    assert not story.signals(BEHAVIOUR)


@pytest.mark.parametrize("days", [(), (9,), (9, 10), (12,)])
def test_a_sender_whom_nobody_knows_for_days_is_no_developer(days: tuple[int, ...]) -> None:
    story = _worked(days)
    _run(story)
    assert story.signals(BEHAVIOUR)


def test_the_same_account_from_elsewhere_is_a_stolen_one() -> None:
    story = _worked()
    _run(story, sender=BAD)
    assert story.signals(BEHAVIOUR)


def test_what_others_use_too_is_a_back_door() -> None:
    story = _worked()
    _run(story)
    story.ask("13 02:00", BAD, f"POST {PAGE}", size=4_400)
    assert story.signals(BEHAVIOUR)


def test_what_others_ask_for_when_it_is_gone_was_not_used() -> None:
    story = _worked()
    _run(story)
    story.ask("13 02:00", BAD, PAGE, 404, 300)
    assert not story.signals(BEHAVIOUR)


@pytest.mark.parametrize("page", ["/assets/img/migrasi.php", "/uploads/migrasi.php", "/x7k2m9q4.php"])
def test_a_tool_by_place_or_name_is_one_whoever_sent_it(page: str) -> None:
    story = _worked()
    _run(story, page=page)
    assert story.signals(BEHAVIOUR)


def test_commands_make_a_tool_of_it() -> None:
    story = _worked()
    _run(story)
    for second in (10, 20, 30):
        story.ask(f"12 20:50:{second}", NEW_LEASE, f"{PAGE}?cmd=whoami", size=40 * second)
    assert story.signals(BEHAVIOUR)


def test_an_address_that_attacks_the_site_is_no_developer() -> None:
    story = _worked()
    for second in (10, 20, 30):
        story.ask(f"11 20:50:{second}", NEW_LEASE, f"/a?id={second}", 404, families=("sql-injection",))
    _run(story)
    assert story.signals(BEHAVIOUR)


def test_whoever_sent_scripts_among_data_before_is_no_developer() -> None:
    story = _worked()
    _send(story, "09 20:10", DEVELOPER, "public_html/uploads/foto.php")
    _run(story)
    assert story.signals(BEHAVIOUR)


def test_one_folder_sent_again_and_again_is_no_program() -> None:
    story = _worked(())
    for day in (2, 9):
        _send(story, f"{day:02} 19:40", DEVELOPER, "public_html/a.html", "public_html/b.html")
    _run(story)
    assert story.signals(BEHAVIOUR)


def test_another_account_is_somebody_else() -> None:
    story = _worked(())
    for day in (2, 9):
        _send(story, f"{day:02} 19:40", DEVELOPER, *PARTS, user="desa")
    _run(story)
    assert story.signals(BEHAVIOUR)


def test_what_came_by_no_transfer_has_no_sender() -> None:
    story = _worked()
    _run(story)
    scene = story.scene()
    used = scene.by_path[PAGE.encode()]
    assert not by_developer(scene, Arrival(), used)
    assert by_developer(scene, arrival_of(scene, PAGE.encode(), used[0]), used)
