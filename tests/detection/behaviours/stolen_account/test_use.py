"""Uses of accounts, gathered from every log that names them."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, OFFICE, WINDOWS, Diary
from tests.detection.behaviours.story import Story

from siaga.detection.behaviours.stolen_account.use import uses_by_account
from siaga.detection.scene.device import Device


def test_a_use_with_all_that_is_told() -> None:
    diary = Diary()
    diary.note("03 02:00", "login", "Budi", OFFICE, session="a1b2c3d4e5", device="d-1", country="ID")
    (use,) = diary.of("budi")
    assert (use.client, use.network, use.signed) == (OFFICE, "192.0.0.0/16", True)
    assert (use.session, use.registered, use.country) == ("a1b2c3d4e5", "d-1", "ID")
    assert use.device == Device("windows", "chrome")


def test_a_lesson_s_or_a_shift_s_number_is_no_session() -> None:
    diary = Diary()
    diary.note("03 02:00", "login", "budi", OFFICE, session="sesi 2")
    assert diary.of("budi")[0].session == ""


def test_failures_the_machine_itself_and_lines_without_a_time_are_none() -> None:
    story = Story()
    story.tell("03 02:00", "login", "failure", user="budi", client=OFFICE)
    story.tell("03 02:00", "login", "success", user="budi", client="127.0.0.1")
    story.tell(None, "login", "success", user="budi", client=OFFICE)
    story.tell("03 02:00", "error", user="budi", client=OFFICE)
    story.tell("03 02:00", "session", "success", user="", client=OFFICE)
    assert uses_by_account(story.scene()) == {}


def test_requests_under_a_user_s_name() -> None:
    story = Story()
    story.ask("03 02:00", BAD, "/cpsess1234567890/frontend/index.html", user="budi", agent=WINDOWS)
    story.ask("03 02:01", BAD, "/cpsess1234567890/frontend/x.html", 403, user="budi")
    (use,) = uses_by_account(story.scene())["budi"]
    assert (use.session, use.client, use.signed) == ("cpsess1234567890", BAD, False)
