"""Ways in which a script comes to a site."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.web_shell.arrival import Arrival, arrival_of
from siaga.intake.rows import Outcome

PATH = b"/uploads/aduan/kk.php"


def _arrival(story: Story) -> Arrival:
    story.ask("10 12:00", "203.0.113.9", "/uploads/aduan/kk.php?x=1")
    scene = story.scene()
    first = next(move for move in scene.by_path[PATH] if move.method == b"GET")
    return arrival_of(scene, PATH, first)


@pytest.mark.parametrize("method", ["PUT", "MOVE", "COPY"])
def test_put_places_the_very_script(method: str) -> None:
    story = Story()
    story.ask("10 11:58", "203.0.113.9", f"{method} /uploads/aduan/kk.php", 201, 0)
    found = _arrival(story)
    assert found.placed
    assert found.strong
    assert found.clients == {"203.0.113.9"}
    assert found.points >= 3


def test_a_refused_put_places_nothing() -> None:
    story = Story()
    story.ask("10 11:58", "203.0.113.9", "PUT /uploads/aduan/kk.php", 405, 0)
    assert not _arrival(story).placed


def test_ftp_places_the_script_by_its_name() -> None:
    story = Story()
    story.tell(
        "10 11:30",
        "upload",
        "success",
        user="webadmin",
        client="198.51.100.4",
        application="ftp",
        what="/home/web/public_html/uploads/aduan/KK.php",
    )
    found = _arrival(story)
    assert found.placed
    assert "webadmin" in found.en
    assert "webadmin" in found.idn
    assert found.clients == {"198.51.100.4"}


@pytest.mark.parametrize(("outcome", "name"), [("failure", "kk.php"), ("success", "other.php")])
def test_a_failed_or_other_transfer_says_nothing(outcome: Outcome, name: str) -> None:
    story = Story()
    story.tell(
        "10 11:30",
        "upload",
        outcome,
        user="web",
        client="198.51.100.4",
        application="ftp",
        what=f"/web/{name}",
    )
    assert not _arrival(story).placed


def test_an_upload_form_shortly_before_is_strong_but_does_not_place() -> None:
    story = Story()
    story.ask("10 11:50", "203.0.113.9", "POST /pengaduan/kirim", 302)
    found = _arrival(story)
    assert found.strong
    assert not found.placed
    assert found.lines


def test_any_other_form_is_weak() -> None:
    story = Story()
    story.ask("10 11:50", "203.0.113.9", "POST /buku-tamu", 302)
    found = _arrival(story)
    assert 0 < found.points < 3
    assert not found.strong


def test_a_neighbour_in_the_same_small_network_counts() -> None:
    story = Story()
    story.ask("10 11:50", "203.0.113.200", "POST /upload", 302)
    assert _arrival(story).clients == {"203.0.113.200"}


@pytest.mark.parametrize(
    ("when", "client", "status"),
    [
        ("10 11:50", "198.51.100.9", 302),  # from elsewhere
        ("08 11:50", "203.0.113.9", 302),  # days before
        ("10 12:30", "203.0.113.9", 302),  # afterwards
        ("10 11:50", "203.0.113.9", 403),  # refused
    ],
)
def test_what_cannot_have_brought_it_does_not_count(when: str, client: str, status: int) -> None:
    story = Story()
    story.ask(when, client, "POST /upload", status)
    assert _arrival(story) == Arrival()
