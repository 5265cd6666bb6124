"""Settings files whose passwords were used, and those that merely were asked for."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.data_theft.sources import BEHAVIOUR

BAD, OFFICE = "203.0.113.40", "192.0.2.8"
TOOL = "/alat/adminer.php"
PAGES = ("db=arsip", "db=arsip&select=warga", "db=arsip&dump=")


def _read(story: Story, path: str = "/api-lama/.env", status: int = 200, size: int = 1_377) -> None:
    story.ask("10 03:00", BAD, path, status, size, families=("secret-files",))


def _work(story: Story, client: str = BAD, status: int = 200, day: int = 10, export: int = 0) -> None:
    story.ask(f"{day:02} 04:00", client, f"POST {TOOL}", 302, 0)
    for place, page in enumerate(PAGES):
        story.ask(f"{day:02} 04:{1 + place:02}", client, f"{TOOL}?username=arsip&{page}", status, 9_000)
    if export:
        story.ask(f"{day:02} 04:09", client, f"POST {TOOL}?username=arsip&db=arsip&dump=", status, export)


def test_a_password_that_was_read_and_then_opened_the_database() -> None:
    story = Story()
    _read(story)
    _work(story)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("entered", "likely")
    assert {"secret", "act"} <= {witness.role for witness in signal.witnesses}
    assert "/api-lama/.env" in signal.why
    assert "/api-lama/.env" in signal.why_id


def test_an_export_of_the_database_took_it_out() -> None:
    story = Story()
    _read(story)
    _work(story, export=20_000_000)
    (signal,) = story.signals(BEHAVIOUR)
    assert (signal.step, signal.confidence) == ("exfiltrated", "confirmed")
    assert signal.actor.client_ips == (BAD,)


@pytest.mark.parametrize(("status", "path"), [(403, "/.env"), (404, "/.env"), (200, "/.env.example")])
def test_a_file_that_was_refused_or_holds_no_passwords(status: int, path: str) -> None:
    story = Story()
    _read(story, path, status)
    _work(story)
    assert not story.signals(BEHAVIOUR)


def test_a_login_that_failed() -> None:
    story = Story()
    _read(story)
    _work(story, status=403)
    assert not story.signals(BEHAVIOUR)


def test_what_the_site_says_to_anything_is_no_file() -> None:
    story = Story()
    for place in range(8):
        story.ask(f"10 02:{place:02}", BAD, f"/v{place}/.env", size=2_811, families=("secret-files",))
    _read(story, size=2_811)
    _work(story)
    assert not story.signals(BEHAVIOUR)


def test_whoever_worked_there_before_or_never_read_the_file() -> None:
    story = Story()
    _work(story, day=8)
    _read(story)
    _work(story)
    _work(story, OFFICE)
    assert not story.signals(BEHAVIOUR)
