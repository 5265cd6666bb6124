"""Dates as applications export them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.audit.dates import read, shows_month_first
from siaga.intake.formats.times import instant

MARCH_17 = instant((2024, 3, 17), (10, 11, 12))
HOUR_US = 3_600_000_000


@pytest.mark.parametrize(
    "stamp",
    [
        "2024-03-17 10:11:12",
        "2024-03-17T10:11:12Z",
        "17/03/2024 10:11:12",
        "17-03-2024 10.11.12",
        "17.03.24, 10:11:12",
        "03/17/2024 10:11:12 AM",
        "17 Maret 2024 10:11:12",
        "Minggu, 17 Maret 2024 pukul 17.11.12 WIB",
        "17 Mar 2024, 10:11:12",
        "2024-03-17 17:11:12 WIB",
        "17/03/2024 19:11:12 WIT",
        "1710670272",
        "1710670272000",
        "17/Mar/2024:10:11:12 +0000",
        "Sun Mar 17 10:11:12 2024",
    ],
)
def test_one_moment_in_many_notations(stamp: str) -> None:
    assert read(stamp) == MARCH_17


def test_a_date_alone_is_its_midnight() -> None:
    assert read("2024-03-17") == read("17 Maret 2024") == instant((2024, 3, 17), (0, 0, 0))


def test_months_of_both_languages() -> None:
    for name, month in (("Agustus", 8), ("Mei", 5), ("Oktober", 10), ("Desember", 12), ("December", 12)):
        assert read(f"1 {name} 2024") == instant((2024, month, 1), (0, 0, 0))


def test_day_first_unless_the_file_shows_otherwise() -> None:
    assert read("03/04/2024") == instant((2024, 4, 3), (0, 0, 0))
    assert read("03/04/2024", month_first=True) == instant((2024, 3, 4), (0, 0, 0))
    assert shows_month_first("03/17/2024 10:11")
    assert not shows_month_first("17/03/2024 10:11")


def test_afternoon() -> None:
    assert read("17/03/2024 12:00 AM") == instant((2024, 3, 17), (0, 0, 0))
    assert read("17/03/2024 12:30 PM") == instant((2024, 3, 17), (12, 30, 0))


def test_the_local_zone_counts_where_none_is_named() -> None:
    assert read("17/03/2024 10:11:12", offset_us=HOUR_US) == (MARCH_17 or 0) - HOUR_US
    assert read("17/03/2024 17:11:12 WIB", offset_us=HOUR_US) == MARCH_17


@pytest.mark.parametrize("stamp", ["", "x", "5", "32/13/2024", "2024-02-30 00:00", "1 Xyz 2024", "٣/٣/٢٠٢٤"])
def test_what_is_no_date_is_none(stamp: str) -> None:
    assert read(stamp) is None


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_none(stamp: str) -> None:
    assert read(stamp) is None or isinstance(read(stamp), int)
