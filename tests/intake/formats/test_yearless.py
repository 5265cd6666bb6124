"""Stamps without a year get the one that the file's age and the order of its lines tell."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.yearless import Yearless
from siaga.intake.rows import NO_TIME


def us(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


def years(modified_at: str, *stamps: bytes) -> list[int]:
    clock = Yearless(us(modified_at))
    times = [clock.at(stamp) for stamp in stamps]
    return [datetime.fromtimestamp((time or 0) / 1e6, UTC).year for time in times]


def test_the_latest_year_that_is_not_after_the_file() -> None:
    assert years("2024-05-01T00:00:00", b"Apr 30 10:00:00") == [2024]
    assert years("2024-05-01T00:00:00", b"May 20 10:00:00") == [2023]
    assert years("2024-05-01T00:00:00", b"May  1 20:00:00") == [2024], "clocks and zones differ by some hours"


def test_december_to_january_is_a_new_year() -> None:
    stamps = (b"Dec 30 10:00:00", b"Dec 31 23:59:59", b"Jan  1 00:00:00", b"Feb  1 00:00:00")
    assert years("2024-02-02T00:00:00", *stamps) == [2023, 2023, 2024, 2024]


def test_a_late_line_of_december_does_not_jump_ahead() -> None:
    stamps = (b"Dec 31 23:59:59", b"Jan  1 00:00:00", b"Dec 31 23:59:58", b"Jan  1 00:00:01")
    assert years("2024-01-01T08:00:00", *stamps) == [2023, 2024, 2023, 2024]


def test_small_disorder_stays_in_its_year() -> None:
    assert (
        years("2024-06-01T00:00:00", b"May 20 10:00:00", b"May  2 10:00:00", b"May 21 10:00:00") == [2024] * 3
    )


def test_a_long_silence_inside_one_year_stays_in_it() -> None:
    assert years("2024-12-01T00:00:00", b"Jan  2 10:00:00", b"Nov  2 10:00:00") == [2024, 2024]


def test_a_leap_day_finds_its_leap_year() -> None:
    assert years("2023-05-01T00:00:00", b"Feb 29 10:00:00") == [2020]


def test_without_the_age_of_the_file_no_year_is_made_up() -> None:
    assert Yearless(None).at(b"Mar  1 10:00:00") == NO_TIME
    assert Yearless(None).at(b"Mar 41 10:00:00") is None


@pytest.mark.parametrize(
    "stamp", [b"", b"Xyz  1 10:00:00", b"Mar 32 10:00:00", b"Feb 30 10:00:00", b"Mar  1 24:00:00"]
)
def test_what_is_no_stamp_is_none(stamp: bytes) -> None:
    assert Yearless(us("2024-05-01T00:00:00")).at(stamp) is None


def test_the_local_zone_is_taken_off() -> None:
    clock = Yearless(us("2024-05-01T00:00:00"), 7 * 3_600_000_000)
    assert clock.at(b"Apr 30 07:00:00.25") == us("2024-04-30T00:00:00") + 250_000


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2020, 12, 31)), min_size=1, max_size=20))  # noqa: DTZ001
def test_stamps_of_one_year_in_order_keep_their_year(moments: list[datetime]) -> None:
    ordered = sorted(moment.replace(microsecond=0) for moment in moments)
    clock = Yearless(round(ordered[-1].replace(tzinfo=UTC).timestamp()) * 1_000_000)
    for moment in ordered:
        stamp = f"{moment:%b} {moment.day:2d} {moment:%H:%M:%S}".encode()
        assert clock.at(stamp) == round(moment.replace(tzinfo=UTC).timestamp()) * 1_000_000
