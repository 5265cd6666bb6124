"""Time stamps in every notation become the same instant, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.times import clf, ctime, day_month, day_us, epoch, epoch_number, instant, iso

MOMENT_US = 1_233_922_454_000_000  # 2009-02-06 12:14:14 UTC
HOUR_US = 3_600_000_000


@pytest.mark.parametrize(
    ("stamp", "plus"),
    [
        (b"06/Feb/2009:12:14:14 +0000", 0),
        (b"06/Feb/2009:19:14:14 +0700", 0),
        (b"06/Feb/2009:12:14:14.655", 655_000),
        (b"6/Feb/2009:12:14:14", 0),
    ],
)
def test_clf(stamp: bytes, plus: int) -> None:
    assert clf(stamp) == MOMENT_US + plus


@pytest.mark.parametrize(
    ("stamp", "plus"),
    [
        (b"2009-02-06T12:14:14Z", 0),
        (b"2009-02-06 12:14:14", 0),
        (b"2009/02/06 12:14:14", 0),
        (b"2009-02-06T19:14:14.123456+07:00", 123_456),
        (b"2009-02-06T19:14:14,5+0700", 500_000),
        (b"2009-02-06T12:14:14.123456789Z", 123_456),
        (b"20090206T121414Z", 0),
        (b"2009-02-06T07:14:14-05", 0),
        (b"2009-02-06 12:14", -14_000_000),
    ],
)
def test_iso(stamp: bytes, plus: int) -> None:
    assert iso(stamp) == MOMENT_US + plus


def test_ctime() -> None:
    assert ctime(b"Fri Feb  6 12:14:14 2009") == MOMENT_US
    assert ctime(b"Fri Feb 06 12:14:14.500000 2009") == MOMENT_US + 500_000


@pytest.mark.parametrize(
    "stamp", [b"1233922454", b"1233922454.000", b"1233922454000", b"1233922454000000", b"1233922454000000000"]
)
def test_epoch_tells_its_unit_by_size(stamp: bytes) -> None:
    assert epoch(stamp) == MOMENT_US
    assert epoch_number(float(stamp)) == MOMENT_US


def test_the_local_zone_counts_only_where_none_is_named() -> None:
    assert clf(b"06/Feb/2009:12:14:14", HOUR_US) == MOMENT_US - HOUR_US
    assert clf(b"06/Feb/2009:12:14:14 +0000", HOUR_US) == MOMENT_US
    assert iso(b"2009-02-06 12:14:14", HOUR_US) == MOMENT_US - HOUR_US


@pytest.mark.parametrize(
    "stamp",
    [
        b"",
        b"31/Feb/2009:12:14:14",
        b"06/Xxx/2009:12:14:14",
        b"06/Feb/2009:24:00:00",
        b"2009-02-30 00:00:00",
        b"-5",
    ],
)
def test_what_is_no_time_is_none(stamp: bytes) -> None:
    assert clf(stamp) is None
    assert iso(stamp) is None
    assert ctime(stamp) is None
    assert epoch(stamp) is None


def test_odd_numbers_are_no_time() -> None:
    assert epoch_number(float("nan")) is None
    assert epoch_number(-1) is None
    assert epoch_number(1e30) is None


def test_a_leap_second_is_a_time() -> None:
    assert instant((2016, 12, 31), (23, 59, 60)) == day_us(2017, 1, 1)
    assert day_us(2023, 2, 29) is None


@given(
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)),  # noqa: DTZ001 - the zone is drawn beside it
    st.integers(-23 * 60, 23 * 60),
)
def test_rfc_3339_round_trip(naive: datetime, minutes: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    expected = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert iso(moment.isoformat().encode()) == expected


@given(st.binary(max_size=40))
def test_any_bytes_are_a_time_or_nothing(stamp: bytes) -> None:
    for read in (clf, iso, ctime, epoch):
        assert read(stamp) is None or abs(read(stamp) or 0) < 2**63


def test_day_and_month_by_name() -> None:
    noon = day_month(b"01-Sep-2025 12:00:00 +0700")
    assert noon == day_month(b"01-Sep-2025 05:00:00.000") == iso(b"2025-09-01T05:00:00Z")
    assert day_month(b"01-Sep-2025 12:00:00", 7 * 3600 * 1_000_000) == noon
    assert day_month(b"31-Feb-2025 12:00:00") is None
