"""Stays: what belongs together."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, HOME, LINUX, OFFICE, Diary


def test_a_session_holds_together_over_places_and_days() -> None:
    diary = Diary()
    diary.note("03 02:00", "login", "budi", OFFICE, session="a1b2c3d4e5", country="ID")
    diary.note("05 02:00", "session", "budi", BAD, LINUX, session="a1b2c3d4e5", country="NG")
    (stay,) = diary.stays("budi")
    assert stay.clients == {OFFICE, BAD}
    assert stay.countries == {"ID", "NG"}
    assert len(stay.days) == 2
    assert stay.part({"203.0.0.0/16"}).clients == {BAD}


def test_without_a_session_place_and_device_hold_together_until_a_long_pause() -> None:
    diary = Diary()
    diary.note("03 02:00", "login", "budi", OFFICE)
    diary.note("03 08:00", "download", "budi", OFFICE)
    diary.note("03 08:10", "download", "budi", HOME)
    diary.note("03 08:20", "download", "budi", OFFICE, LINUX)
    diary.note("04 02:00", "login", "budi", OFFICE)
    assert [len(stay.uses) for stay in diary.stays("budi")] == [2, 1, 1, 1]


def test_a_line_that_names_no_browser_goes_with_its_place() -> None:
    diary = Diary()
    diary.note("03 02:00", "password_change", "budi", OFFICE, "")
    diary.note("03 02:01", "login", "budi", OFFICE)
    diary.note("03 02:02", "account_change", "budi", OFFICE, "")
    assert [len(stay.uses) for stay in diary.stays("budi")] == [3]
    later = Diary()
    later.note("03 02:01", "login", "budi", OFFICE)
    later.note("03 02:02", "account_change", "budi", OFFICE, "")
    later.note("05 02:02", "account_change", "budi", OFFICE, "")
    assert [len(stay.uses) for stay in later.stays("budi")] == [2, 1]
