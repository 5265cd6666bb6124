"""Logs that tell every login, and logins that failed."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, LINUX, OFFICE, SYNC, Diary

from siaga.detection.behaviours.stolen_account.logins import Failures, Logins
from siaga.detection.behaviours.stolen_account.stay import stays_of
from siaga.detection.behaviours.stolen_account.use import uses_by_account


def _logins(diary: Diary) -> Logins:
    scene = diary.scene()
    return Logins(scene, {user: stays_of(uses) for user, uses in uses_by_account(scene).items()})


def test_a_stay_without_a_login_where_all_others_have_one() -> None:
    diary = Diary()
    diary.work(range(1, 6), "budi", "sari")
    diary.note("04 05:00", "download", "budi", BAD, LINUX, "/a.pdf")
    logins = _logins(diary)
    *others, stolen = sorted(diary.stays("budi"), key=lambda stay: BAD in stay.clients)
    assert logins.missing("budi", stolen)
    assert not any(logins.missing("budi", stay) for stay in others)


def test_a_login_days_ago_from_there_is_one() -> None:
    diary = Diary()
    diary.work(range(1, 6), "budi", "sari")
    diary.note("02 09:00", "login", "budi", BAD, LINUX)
    diary.note("04 05:00", "download", "budi", BAD, LINUX, "/a.pdf")
    assert not any(_logins(diary).missing("budi", stay) for stay in diary.stays("budi"))


def test_a_login_may_lie_before_the_log() -> None:
    diary = Diary()
    diary.note("01 01:00", "download", "budi", BAD, LINUX, "/a.pdf")
    diary.work(range(1, 6), "budi", "sari")
    assert not any(_logins(diary).missing("budi", stay) for stay in diary.stays("budi"))


def test_programs_have_keys_of_their_own() -> None:
    diary = Diary()
    diary.work(range(1, 6), "budi", "sari")
    diary.note("04 05:00", "download", "budi", BAD, SYNC, "/a.pdf")
    assert not any(_logins(diary).missing("budi", stay) for stay in diary.stays("budi"))


def test_a_session_that_is_being_renewed_began_long_ago() -> None:
    diary = Diary()
    diary.work(range(1, 6), "budi", "sari")
    diary.note("04 05:00", "session", "budi", BAD, LINUX, renewed="yes")
    assert not any(_logins(diary).missing("budi", stay) for stay in diary.stays("budi"))


def test_a_log_that_does_not_tell_logins() -> None:
    diary = Diary()
    for day in range(1, 8):
        diary.note(f"{day:02} 02:00", "download", "budi", OFFICE, what="/a.pdf")
    diary.note("07 05:00", "download", "budi", BAD, LINUX, "/a.pdf")
    assert not any(_logins(diary).missing("budi", stay) for stay in diary.stays("budi"))


def test_a_login_by_a_form_in_the_access_log() -> None:
    diary = Diary()
    diary.work(range(1, 6), "budi", "sari")
    diary.ask("04 04:59", BAD, "POST /wp-login.php", 302)
    diary.note("04 05:00", "download", "budi", BAD, LINUX, "/a.pdf")
    assert not any(_logins(diary).missing("budi", stay) for stay in diary.stays("budi"))


def test_forgotten_and_locked_out() -> None:
    diary = Diary()
    diary.tell("04 04:00", "login", "failure", user="budi", client=BAD)
    diary.note("04 05:00", "login", "budi", BAD, LINUX)
    (stay,) = diary.stays("budi")
    failures = Failures(diary.scene())
    assert failures.had_forgotten("budi", stay, stay.start_us)
    assert not failures.locked_out("budi", {"192.0.0.0/16"}, stay.start_us)
    for minute in (10, 11):
        diary.tell(f"04 06:{minute}", "login", "failure", user="budi", client=OFFICE)
    assert Failures(diary.scene()).locked_out("budi", {"192.0.0.0/16"}, stay.start_us)
