"""What is no daily work."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import BAD, LINUX, OFFICE, WINDOWS, Diary

from siaga.detection.behaviours.stolen_account.history import History
from siaga.detection.behaviours.stolen_account.misuse import misuses, searched


def _history(diary: Diary) -> History:
    history = History()
    for stay in diary.stays("budi"):
        history.learn(stay)
    return history


def test_links_keys_and_many_files() -> None:
    diary = Diary()
    diary.lock_open("03 02:00", "budi", BAD, LINUX)
    diary.fetch("03 02:10", "budi", BAD, LINUX, 24)
    found = misuses(diary.of("budi"), History())
    assert [one.points for one in found] == [1, 1, 2]
    assert [one.takes for one in found] == [False, False, True]


def test_what_the_account_does_anyway_is_no_misuse() -> None:
    usual = Diary()
    usual.lock_open("01 02:00", "budi", OFFICE, WINDOWS)
    usual.fetch("01 02:10", "budi", OFFICE, WINDOWS, 15)
    stranger = Diary()
    stranger.lock_open("03 02:00", "budi", BAD, LINUX)
    stranger.fetch("03 02:10", "budi", BAD, LINUX, 24)
    assert misuses(stranger.of("budi"), _history(usual)) == []


def test_more_archives_than_ever() -> None:
    usual = Diary()
    usual.fetch("01 02:10", "budi", OFFICE, WINDOWS, 3, "zip")
    stranger = Diary()
    stranger.fetch("03 02:10", "budi", BAD, LINUX, 5, "tar.gz")
    (found,) = misuses(stranger.of("budi"), _history(usual))
    assert "5 files" in found.en
    assert "5 berkas" in found.idn
    few = Diary()
    few.fetch("03 02:10", "budi", BAD, LINUX, 3, "tar.gz")
    assert misuses(few.of("budi"), _history(usual)) == []


def test_letters_that_were_searched_are_taken() -> None:
    diary = Diary()
    diary.fetch("03 02:10", "budi", BAD, LINUX, 24)
    (misuse,) = searched(diary.of("budi"))
    assert (misuse.points, misuse.takes, len(misuse.uses)) == (2, True, 24)
    assert searched([]) == []
