"""A window of time is read in the zone that was named, and what is no window is refused."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.entrypoints.cli.vault.window import add, shown, window_of
from siaga.foundation.errors import UsageError
from siaga.verdict.report.moments import Zone


def _asked(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="siaga")
    add(parser)
    return parser.parse_args(arguments)


def _us(*moment: int) -> int:
    year, month, day, hour, minute = (*moment, 0, 0)[:5]
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()) * 1_000_000


def test_a_window_that_nobody_named_is_open() -> None:
    assert window_of(_asked()) == (None, None)
    assert _asked().site == ""


@pytest.mark.parametrize(
    ("zone", "hour"), [((), 7), (("--zone", "WIT"), 5), (("--zone", "UTC"), 14), (("--zone", "+08:00"), 6)]
)
def test_a_time_without_a_zone_is_of_the_zone_named_and_of_jakarta_else(
    zone: tuple[str, ...], hour: int
) -> None:
    asked = _asked("--since", "2026-06-23T14:00", "--until", "2026-06-24T14:00", *zone)
    assert window_of(asked) == (_us(2026, 6, 23, hour), _us(2026, 6, 24, hour))


def test_a_time_with_its_own_offset_keeps_it() -> None:
    assert window_of(_asked("--since", "2026-06-23T14:00+02:00", "--zone", "WIT"))[0] == _us(2026, 6, 23, 12)
    assert window_of(_asked("--until", "2026-06-23T14:00Z"))[1] == _us(2026, 6, 23, 14)


def test_a_day_begins_at_midnight_there() -> None:
    assert window_of(_asked("--since", "2026-06-23")) == (_us(2026, 6, 22, 17), None)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--since", "2026-06-23T14:00", "--until", "2026-06-23T14:00"),
        ("--since", "2026-06-24", "--until", "2026-06-23"),
        ("--since", "2026-06-23T14:00+07:00", "--until", "2026-06-23T14:00+08:00"),
        ("--since", "yesterday"),
        ("--until", "2026-02-30"),
        ("--since", ""),
        ("--zone", "Mars"),
    ],
)
def test_what_is_no_window_is_refused(wrong: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        window_of(_asked(*wrong))


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
    st.integers(-12 * 60, 14 * 60),
)
def test_what_is_shown_can_be_asked_for(at: datetime, minutes: int) -> None:
    sign, offset = "-" if minutes < 0 else "+", timedelta(minutes=abs(minutes))
    zone = f"{sign}{datetime(2026, 1, 1, tzinfo=UTC) + offset:%H:%M}"
    (since, _) = window_of(_asked("--since", f"{at:%Y-%m-%d %H:%M:%S}", f"--zone={zone}"))
    assert shown(since, Zone.parse(zone)) == f"{at:%Y-%m-%d %H:%M:%S}"


def test_a_time_that_no_calendar_has_is_shown_as_none() -> None:
    assert shown(None, Zone.parse("WIB")) == "-"
    assert shown(2**62, Zone.parse("WIB")) == "-"
