"""A site's own scripts, and those that came to it."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.arrival import Arrival
from siaga.detection.behaviours.web_shell.belonging import (
    appeared,
    belongs,
    by_staff,
    is_disguised,
    is_established,
    is_late,
    is_new,
    is_random,
)
from siaga.detection.behaviours.web_shell.usage import usage_of
from siaga.detection.ledger.paths import PathFigures
from siaga.detection.scene.scene import Scene

BAD = "203.0.113.66"
PEOPLE = [f"192.0.2.{number}" for number in range(1, 40)]


def _figures(scene: Scene, path: str) -> PathFigures:
    figures = scene.ledger.paths.figures(path.encode())
    assert figures is not None
    return figures


def _belongs(story: Story, path: str) -> bool:
    scene = story.scene()
    moves = scene.by_path[path.encode()]
    return belongs(scene, moves, [move for move in moves if scene.answered(move)])


def test_many_visitors_establish_a_script() -> None:
    story = Story()
    story.visits(range(1, 4), PEOPLE[:12], "/agenda.php")
    assert is_established(_figures(story.scene(), "/agenda.php"))


def test_a_few_visitors_do_not() -> None:
    story = Story()
    story.visits(range(1, 12), PEOPLE[:3], "/agenda.php")
    assert not is_established(_figures(story.scene(), "/agenda.php"))


def test_some_addresses_without_a_page_behind_them_do_not() -> None:
    story = Story()
    for place, client in enumerate(PEOPLE[:12]):
        story.ask(f"10 10:{place:02}", client, "POST /x.php")
    assert not is_established(_figures(story.scene(), "/x.php"))


@pytest.mark.parametrize("path", ["/wp-admin/users.php", "/wp-login.php", "/admin/index.php"])
def test_pages_of_known_applications_belong(path: str) -> None:
    story = Story()
    story.ask("10 10:00", BAD, f"POST {path}")
    assert _belongs(story, path)


def test_what_the_site_s_pages_link_to_belongs() -> None:
    story = Story()
    story.visits([10], PEOPLE[:3], "/agenda.php")
    assert _belongs(story, "/agenda.php")


def test_a_script_that_links_to_itself_does_not() -> None:
    story = Story()
    for minute in range(4):
        story.ask(f"10 10:0{minute}", BAD, "POST /x.php", referrer="https://kota.example/x.php")
    assert not _belongs(story, "/x.php")


def test_nothing_belongs_in_a_folder_for_data() -> None:
    story = Story()
    story.visits([10], PEOPLE[:3], "/uploads/x.php")
    assert not _belongs(story, "/uploads/x.php")


@pytest.mark.parametrize(
    ("name", "random"),
    [
        ("9f3c2ab1d04e77.php", True),
        ("a1b2c3d4.php", True),
        ("xkcdqwrtz.php", True),
        ("jadwal-posyandu.php", False),
        ("covid19.php", False),
        ("ppid.php", False),
        ("pbb2026.php", False),
        ("sitemap.php", False),
    ],
)
def test_names_made_by_machines(name: str, random: bool) -> None:
    assert is_random(f"/a/{name}".encode()) == random


def _site() -> Story:
    story = Story()
    story.visits(range(1, 12), PEOPLE, "/berita")
    return story


def test_late_is_what_nobody_was_served_on_the_first_day() -> None:
    story = _site()
    story.ask("01 12:00", PEOPLE[0], "/lama.php")
    story.ask("10 12:00", BAD, "/baru.php")
    scene = story.scene()
    assert is_late(scene, _figures(scene, "/baru.php"))
    assert not is_late(scene, _figures(scene, "/lama.php"))


def test_a_short_log_cannot_tell_what_is_late() -> None:
    story = Story()
    story.ask("01 12:00", PEOPLE[0], "/berita")
    story.ask("10 12:00", BAD, "/baru.php")
    scene = story.scene()
    assert not is_late(scene, _figures(scene, "/baru.php"))


def test_what_was_missing_and_then_served_appeared() -> None:
    story = _site()
    story.ask("09 12:00", BAD, "/x.php", 404)
    story.ask("10 12:00", BAD, "/x.php", 200)
    story.ask("09 12:00", BAD, "/y.php", 200)
    story.ask("10 12:00", BAD, "/y.php", 404)
    scene = story.scene()
    assert appeared(_figures(scene, "/x.php"))
    assert not appeared(_figures(scene, "/y.php"))


@pytest.mark.parametrize(
    ("path", "arrival", "new"),
    [
        ("/uploads/x.php", Arrival(), True),
        ("/x.php", Arrival(4, "e", "i", strong=True, placed=True), True),
        ("/x.php", Arrival(3, "e", "i", strong=True), True),
        ("/9f3c2ab1d04e77.php", Arrival(), True),
        ("/agenda.php", Arrival(), False),
    ],
)
def test_new_is_what_came(path: str, arrival: Arrival, new: bool) -> None:
    story = _site()
    story.ask("10 12:00", BAD, f"{path}?a=1")
    scene = story.scene()
    moves = scene.by_path[path.encode()]
    assert is_new(scene, _figures(scene, path), moves, arrival, usage_of(scene, moves)) == new


def test_staff_who_sign_in_on_other_days_are_known() -> None:
    story = _site()
    for day in (1, 4, 9):
        story.ask(f"{day:02} 08:00", "198.51.100.7", "POST /admin/login", 302, 0)
        story.ask(f"{day:02} 08:01", "198.51.100.7", "/admin/dashboard")
    story.ask("10 12:00", "198.51.100.7", "POST /alat.php")
    story.ask("10 12:00", BAD, "POST /x.php")
    scene = story.scene()
    assert by_staff(scene, scene.by_path[b"/alat.php"])
    assert not by_staff(scene, scene.by_path[b"/x.php"])
    assert not by_staff(scene, [])


def _upgraded() -> Story:
    """Tell of an office that puts an installer there, runs it and removes it again."""
    story = _site()
    for day in (1, 4, 9):
        story.ask(f"{day:02} 08:00", "198.51.100.7", "POST /admin/login", 302, 0)
        story.ask(f"{day:02} 08:01", "198.51.100.7", "/admin/dashboard")
    story.ask("10 12:00", "198.51.100.7", "/pasang/mulai.php", size=6_120)
    return story


@pytest.mark.parametrize(
    ("when", "request_seen", "size", "theirs"),
    [
        ("11 12:00", "/pasang/mulai.php", 6_120, True),
        ("11 12:00", "/pasang/mulai.php", 6_390, False),
        ("11 12:00", "/pasang/mulai.php?langkah=2", 6_120, False),
        ("11 12:00", "POST /pasang/mulai.php", 6_120, False),
        ("10 11:00", "/pasang/mulai.php", 6_120, False),
    ],
)
def test_who_only_looks_at_what_staff_put_there_has_not_used_it(
    when: str,
    request_seen: str,
    size: int,
    theirs: bool,
) -> None:
    story = _upgraded()
    story.ask(when, BAD, request_seen, size=size)
    scene = story.scene()
    assert by_staff(scene, scene.by_path[b"/pasang/mulai.php"]) == theirs


@pytest.mark.parametrize(
    ("path", "disguised"),
    [
        (b"/unduhan/lampiran.asp;.pdf", True),
        (b"/unduhan/lampiran.asp;1.jpg", True),
        (b"/masuk.jsp;jsessionid=0A1B2C.node1", False),
        (b"/unduhan/lampiran.pdf", False),
        (b"/halaman.asp", False),
    ],
)
def test_programs_disguised_as_documents(path: bytes, disguised: bool) -> None:
    assert is_disguised(path) is disguised
