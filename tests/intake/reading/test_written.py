"""A copied file's own time is bounded by its name and its set: stamps without a year get the right one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from siaga.intake.formats.yearless import Yearless
from siaga.intake.reading.arrange import arrange
from siaga.intake.reading.plan import plan
from siaga.intake.reading.written import written_until


def us(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp()) * 1_000_000


def years(names: list[str], copied_us: int | None, stamp: bytes) -> list[int | None]:
    """Return the year that a stamp gets in each of these files."""
    found = written_until(arrange(names).files, [copied_us] * len(names))
    at = [None if until is None else Yearless(until).at(stamp) for until in found]
    return [None if one is None else datetime.fromtimestamp(one / 1e6, UTC).year for one in at]


def test_the_date_in_a_name_tells_the_year_of_a_copied_log() -> None:
    names = ["messages-20221002", "messages-20221009.gz", "messages"]
    assert years(names, us(2026, 11, 20), b"Oct  1 04:00:00")[:2] == [2022, 2022]
    assert years(names, us(2026, 11, 20), b"Oct  9 06:25:01")[-1] == 2022
    assert years(names, us(2026, 11, 20), b"Dec 31 23:59:59")[-1] == 2022
    assert years(names, us(2026, 11, 20), b"Feb  2 10:00:00")[-1] == 2023


def test_without_any_file_time_the_name_is_enough() -> None:
    assert years(["auth.log-20240107"], None, b"Jan  6 12:00:00") == [2024]
    assert years(["auth.log-20240107"], None, b"Dec 31 12:00:00") == [2023]
    assert years(["auth.log"], None, b"Dec 31 12:00:00") == [None]


@pytest.mark.parametrize("stamp", [b"Dec 30 08:00:00", b"Dec 31 23:00:00"])
def test_a_week_named_by_its_first_day_may_cross_new_year(stamp: bytes) -> None:
    (until,) = written_until(arrange(["secure-20211230"]).files, [us(2026, 1, 1)])
    clock = Yearless(until)
    assert clock.at(stamp) is not None
    assert clock.at(b"Jan  3 10:00:00") == us(2022, 1, 3, 10)


def test_a_true_file_time_stays() -> None:
    names = ["mail.log-20240303", "mail.log-202403", "mail.log", "mail.log.1"]
    times = [us(2024, 3, 3, 6), us(2024, 3, 31), us(2024, 5, 1), us(2024, 4, 20)]
    assert written_until(arrange(names).files, times) == times


def test_a_file_time_from_before_the_log_is_none() -> None:
    (until,) = written_until(arrange(["auth.log-20240107"]).files, [us(1980, 1, 1)])
    assert until is not None
    assert until > us(2024, 1, 7)


def test_numbered_files_beside_dated_ones_are_left_alone() -> None:
    names = ["syslog-20220101", "syslog.1", "other"]
    assert written_until(arrange(names).files, [us(2026, 1, 1)] * 3)[1:] == [us(2026, 1, 1)] * 2


def test_a_plan_bears_what_names_say(tmp_path: Path) -> None:
    (tmp_path / "auth.log-20221002").write_text("Oct  1 04:00:00 host sshd[1]: x\n")
    (item,) = plan([str(tmp_path)]).items
    assert item.file.modified_at_us is not None
    assert item.file.modified_at_us < us(2022, 12, 1)
