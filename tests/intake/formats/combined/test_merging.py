"""Rows read by vector code and rows read one by one come out as one set of columns."""

from __future__ import annotations

import numpy as np
import pytest

from siaga.intake.formats.combined.exact import ExactLine, parse
from siaga.intake.formats.combined.merging import Part, duration_of, exact_part, merge
from siaga.intake.rows import UNKNOWN

STAMP = b"[02/Mar/2026:08:15:30 +0700]"


def line(front: bytes, path: bytes, behind: bytes = b"") -> ExactLine:
    found = parse(front + b" " + STAMP + b' "GET ' + path + b' HTTP/1.1" 200 5 "-" "x"' + behind)
    assert found is not None
    return found


def part(*lines: ExactLine) -> Part:
    found = exact_part(list(lines))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("extra", "duration"),
    [
        (b"0.123", 123_000),
        (b" 12.001 more", 12_001_000),
        (b"rt=0.004", 4_000),
        (b'"1.000"', 1_000_000),
        (b"", UNKNOWN),
        (b"0.12", UNKNOWN),
        (b"123", UNKNOWN),
        (b"-", UNKNOWN),
        (b'"198.51.100.4" 0.123', UNKNOWN),
        (b"1234567.000", UNKNOWN),
        (b"-0.123", UNKNOWN),
    ],
)
def test_durations_are_seconds_with_milliseconds(extra: bytes, duration: int) -> None:
    assert duration_of(extra) == duration


def test_nothing_read_makes_no_part() -> None:
    assert exact_part([]) is None


def test_one_part_alone_stays_as_it_is() -> None:
    only = part(line(b"192.0.2.7 - -", b"/a"))
    assert merge(only, None) is only
    assert merge(None, only) is only


def test_columns_are_joined_and_values_stay_distinct() -> None:
    first = part(line(b"192.0.2.7 - budi", b"/a"), line(b"192.0.2.8 - -", b"/b"))
    second = part(line(b"192.0.2.8 - -", b"/a", b" 0.500"), line(b"www.kota.example 192.0.2.9 - -", b"/c"))
    both = merge(first, second)
    assert [both.client[row] for row in range(4)] == [b"192.0.2.7", b"192.0.2.8", b"192.0.2.8", b"192.0.2.9"]
    assert both.client.values == [b"192.0.2.7", b"192.0.2.8", b"192.0.2.9"]
    assert [both.target[row] for row in range(4)] == [b"/a", b"/b", b"/a", b"/c"]
    assert both.user is not None
    assert [both.user[row] for row in range(4)] == [b"budi", None, None, None]
    assert both.host is not None
    assert [both.host[row] for row in range(4)] == [None, None, None, b"www.kota.example"]
    assert both.duration_us is not None
    assert both.duration_us.tolist() == [UNKNOWN, UNKNOWN, 500_000, UNKNOWN]


def test_columns_that_neither_part_has_stay_absent() -> None:
    both = merge(part(line(b"192.0.2.7 - -", b"/a")), part(line(b"192.0.2.8 - -", b"/b")))
    assert both.duration_us is None
    assert all(both.host is None or both.host[row] is None for row in range(2))


@pytest.mark.parametrize("which", [np.array([1]), np.array([False, True])])
def test_rows_can_be_picked(which: np.typing.NDArray[np.int64]) -> None:
    picked = part(
        line(b"192.0.2.7 - budi", b"/a", b" 0.100"), line(b"192.0.2.8 - siti", b"/b", b" 0.200")
    ).take(which)
    assert (picked.client[0], picked.target[0]) == (b"192.0.2.8", b"/b")
    assert picked.user is not None
    assert picked.user[0] == b"siti"
    assert picked.duration_us is not None
    assert picked.duration_us.tolist() == [200_000]
    assert len(picked.time_us) == len(picked.status) == 1
