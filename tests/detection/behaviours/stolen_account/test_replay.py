"""Sessions on two devices."""

from __future__ import annotations

import pytest
from tests.detection.behaviours.stolen_account.diary import BAD, LINUX, MAC, OFFICE, PHONE, WINDOWS, Diary

from siaga.detection.behaviours.stolen_account.replay import Replays

ONE = "784b623f-9619-40fd"


def _moved(first: str, second: str, client: str = BAD) -> list[str]:
    diary = Diary()
    diary.note("03 02:00", "login", "budi", OFFICE, first, session=ONE)
    diary.note("03 04:00", "session", "budi", client, second, session=ONE)
    (stay,) = diary.stays("budi")
    return [use.client for use in Replays([stay]).of(stay, stay.part({"203.0.0.0/16", "192.0.0.0/16"}))]


def test_one_session_on_two_kinds_of_device() -> None:
    assert _moved(WINDOWS, MAC) == [OFFICE, BAD]


@pytest.mark.parametrize(
    ("first", "second", "client"),
    [
        (WINDOWS, WINDOWS.replace("143", "144"), BAD),
        (PHONE, LINUX, BAD),
        (WINDOWS, MAC, OFFICE),
        ("", MAC, BAD),
    ],
)
def test_journeys_new_versions_and_desktop_forms(first: str, second: str, client: str) -> None:
    assert _moved(first, second, client) == []


def test_where_many_sessions_do_so_the_number_is_not_a_browser_s() -> None:
    diary = Diary()
    for number in range(4):
        diary.note(f"0{number + 1} 02:00", "login", "budi", OFFICE, WINDOWS, session=f"{ONE}-{number}")
        diary.note(f"0{number + 1} 03:00", "session", "budi", BAD, PHONE, session=f"{ONE}-{number}")
    stays = diary.stays("budi")
    assert Replays(stays).of(stays[0], stays[0].part({"203.0.0.0/16"})) == []
    assert Replays(stays[:1]).of(stays[0], stays[0].part({"203.0.0.0/16"}))
