"""What is known of an account."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, HOME, WINDOWS, Diary

from siaga.detection.behaviours.stolen_account.history import MANY_STAYS, History, Houses
from siaga.detection.behaviours.stolen_account.use import uses_by_account
from siaga.detection.scene.device import Device


def _learnt(diary: Diary) -> History:
    history = History()
    for stay in diary.stays("budi"):
        history.learn(stay)
    return history


def test_places_devices_and_daily_work() -> None:
    diary = Diary()
    diary.work(range(1, 4), "budi", country="ID", device="d-1")
    history = _learnt(diary)
    assert history.settled
    assert history.networks == {"192.0.0.0/16"}
    assert (history.countries, history.registered) == ({"ID"}, {"d-1"})
    assert history.devices == {Device("windows", "chrome")}
    assert history.fetched == 3


def test_one_day_is_no_history() -> None:
    diary = Diary()
    diary.work(range(1, 2), "budi")
    assert not _learnt(diary).settled


def test_enrolment_is_a_rule_only_without_exceptions() -> None:
    diary = Diary()
    diary.work(range(1, 4), "budi", device="d-1")
    assert _learnt(diary).always_registered
    diary.note("05 02:00", "login", "budi", HOME)
    assert not _learnt(diary).always_registered


def test_a_young_log_lends_what_came_after_from_elsewhere() -> None:
    diary = Diary()
    diary.note("02 09:00", "login", "budi", BAD)
    diary.work(range(3, 6), "budi")
    first, *later = diary.stays("budi")
    assert History().with_later(first, later).settled
    assert not History().with_later(first, later * MANY_STAYS).settled
    assert not History().with_later(later[0], later[1:]).settled


def test_a_house_is_where_several_people_work_days_on_end() -> None:
    diary = Diary()
    diary.work(range(1, 4), "budi", "sari", "tono")
    for user in ("budi", "sari", "tono"):
        diary.note("05 09:00", "login", user, BAD, WINDOWS)
    houses = Houses(uses_by_account(diary.scene()))
    assert "192.0.0.0/16" in houses
    assert "203.0.0.0/16" not in houses
