"""Moments are RFC 3339 in UTC; zones are fixed offsets with names."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.foundation.errors import UsageError
from siaga.verdict.report.moments import WIB, WIT, WITA, Zone, is_moment, utc_stamp


@pytest.mark.parametrize(
    ("moment", "stamp"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_500_000, "1970-01-01T00:00:01.500000Z"),
        (1, "1970-01-01T00:00:00.000001Z"),
        (-62_000_000_000_000_000, "0005-04-19T09:46:40Z"),
        (-(2**63), None),
        (2**63 - 1, None),
        (None, None),
    ],
)
def test_stamps(moment: int | None, stamp: str | None) -> None:
    assert utc_stamp(moment) == stamp


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_moment_is_written_so_that_it_can_be_read_back(moment: int) -> None:
    stamp = utc_stamp(moment)
    assert (stamp is not None) == is_moment(moment)
    if stamp is not None:
        read = datetime.fromisoformat(stamp)
        assert (read - datetime.fromisoformat("1970-01-01T00:00:00+00:00")).days == moment // 86_400_000_000
        assert WIT.local(moment).microsecond == moment % 1_000_000


@pytest.mark.parametrize(
    ("text", "minutes"), [("WIB", 420), ("wita", 480), ("+05:30", 330), ("-0330", -210), ("UTC", 0)]
)
def test_zones_are_read(text: str, minutes: int) -> None:
    assert Zone.parse(text).offset_minutes == minutes


@pytest.mark.parametrize("text", ["", "Asia/Jakarta", "+25:00", "+07:75", "7"])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"zone|offset"):
        Zone.parse(text)


def test_the_three_zones_of_indonesia() -> None:
    assert [zone.local(0).hour for zone in (WIB, WITA, WIT)] == [7, 8, 9]
