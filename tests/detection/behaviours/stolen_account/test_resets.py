"""New passwords by mail before a login."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, LINUX, OFFICE, Diary

from siaga.detection.behaviours.stolen_account.resets import Reset, Resets, sets_password


def _asked(diary: Diary, boxes: str, client: str = BAD) -> None:
    mail = {"step": "asked", "mailboxes": str(boxes.count(",") + 1)}
    diary.tell("04 04:00", "password_reset", "success", client=client, what=boxes, detail=mail)


def _before(diary: Diary) -> Reset:
    return Resets(diary.scene()).before("budi", diary.stays("budi")[-1])


def test_a_password_set_from_the_place_of_the_login() -> None:
    diary = Diary()
    _asked(diary, "budi@kota.example, x@surel.example")
    diary.tell("04 04:05", "password_reset", "success", client=BAD, detail={"step": "set"})
    diary.note("04 04:06", "password_change", "budi", BAD, "")
    diary.note("04 04:10", "login", "budi", BAD, LINUX)
    reset = _before(diary)
    assert len(reset.done) == 2
    assert len(reset.mailboxes) == 1
    assert reset.time_us == diary.of("budi")[0].time_us - 60_000_000
    assert all(sets_password(done) for done in reset.done)


def test_asking_alone_sets_nothing() -> None:
    diary = Diary()
    _asked(diary, "budi@kota.example")
    diary.note("04 04:10", "login", "budi", BAD, LINUX)
    assert _before(diary) == Reset()


def test_another_place_another_account_another_day() -> None:
    diary = Diary()
    diary.note("02 04:06", "password_change", "budi", BAD, "")
    diary.note("04 04:05", "password_change", "budi", OFFICE, "")
    diary.note("04 04:06", "password_change", "sari", BAD, "")
    diary.note("04 04:10", "login", "budi", BAD, LINUX)
    assert not _before(diary).done


def test_a_password_changed_by_somebody_signed_in_is_no_reset() -> None:
    diary = Diary()
    diary.note("04 04:00", "session", "budi", BAD, LINUX)
    diary.note("04 04:05", "password_change", "budi", BAD, LINUX)
    diary.note("04 04:10", "login", "budi", BAD, LINUX)
    assert not _before(diary).done


def test_a_reset_in_the_access_log() -> None:
    diary = Diary()
    diary.ask("04 04:05", BAD, "POST /wp-login.php?action=resetpass", 200)
    diary.note("04 04:10", "login", "budi", BAD, LINUX)
    assert len(_before(diary).done) == 1
