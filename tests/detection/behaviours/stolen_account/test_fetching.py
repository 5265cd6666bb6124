"""How much is fetched within an hour."""

from __future__ import annotations

from tests.detection.behaviours.stolen_account.diary import OFFICE, SYNC, WINDOWS, Diary

from siaga.detection.behaviours.stolen_account.fetching import most_archives, most_fetched


def test_different_files_of_the_busiest_hour() -> None:
    diary = Diary()
    diary.fetch("03 02:00", "budi", OFFICE, WINDOWS, 5)
    diary.fetch("03 02:30", "budi", OFFICE, WINDOWS, 5)
    diary.fetch("03 09:00", "budi", OFFICE, WINDOWS, 7)
    assert len(most_fetched(diary.of("budi"))) == 7


def test_programs_that_synchronise_fetch_by_themselves() -> None:
    diary = Diary()
    diary.fetch("03 02:00", "budi", OFFICE, SYNC, 50)
    assert most_fetched(diary.of("budi")) == []


def test_whole_archives() -> None:
    diary = Diary()
    diary.fetch("03 02:00", "budi", OFFICE, WINDOWS, 3)
    diary.fetch("03 02:10", "budi", OFFICE, WINDOWS, 4, "tar.gz")
    assert len(most_archives(diary.of("budi"))) == 4
    assert len(most_fetched(diary.of("budi"))) == 7
