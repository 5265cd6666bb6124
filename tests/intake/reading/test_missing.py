"""Holes in rotated sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.reading.missing import Placed, missing_rotations
from siaga.intake.reading.rotation import rotation_of


def _missing(*names: str) -> list[tuple[str, int, str, str]]:
    placed = sorted((Placed(name, rotation_of(name)) for name in names), key=lambda file: file.rotation.key)
    source = rotation_of(names[0]).set_name
    found = missing_rotations(source, placed)
    assert all(each.source == source for each in found)
    return [(each.what, each.count, each.after, each.before) for each in found]


def test_a_number_left_out() -> None:
    assert _missing("a.log", "a.log.1", "a.log.2.gz", "a.log.4.gz") == [
        ("a.log.3", 1, "a.log.4.gz", "a.log.2.gz")
    ]


def test_several_numbers_and_the_first() -> None:
    assert _missing("a.log", "a.log.2", "a.log.9999") == [
        ("a.log.9998 … a.log.3", 9996, "a.log.9999", "a.log.2"),
        ("a.log.1", 1, "a.log.2", "a.log"),
    ]
    assert _missing("a.log.2") == [("a.log.1", 1, "a.log.2", "")]


@pytest.mark.parametrize("start", [0, 1])
def test_complete_numbers_from_0_or_1(start: int) -> None:
    assert _missing("a.log", *(f"a.log.{number}" for number in range(start, 6))) == []


def test_the_same_number_twice_is_no_hole() -> None:
    assert _missing("a.log.1", "a.log.1.gz", "a.log.2") == []


def test_a_day_left_out() -> None:
    days = [f"a.log-202406{day:02}" for day in (1, 2, 3, 5, 6, 9)]
    assert _missing(*days) == [
        ("2024-06-04", 1, "a.log-20240603", "a.log-20240605"),
        ("2024-06-07 … 2024-06-08", 2, "a.log-20240606", "a.log-20240609"),
    ]


def test_weeks_months_and_hours() -> None:
    assert _missing("a-20240602", "a-20240609", "a-20240616", "a-20240630") == [
        ("2024-06-23", 1, "a-20240616", "a-20240630")
    ]
    assert _missing("a-Oct-2023", "a-Nov-2023", "a-Dec-2023", "a-Feb-2024") == [
        ("2024-01", 1, "a-Dec-2023", "a-Feb-2024")
    ]
    assert _missing("a-2024060122", "a-2024060123", "a-2024060200", "a-2024060202") == [
        ("2024-06-02 01:00", 1, "a-2024060200", "a-2024060202")
    ]


def test_rotation_by_size_has_no_rhythm_to_miss() -> None:
    assert _missing("a-20240601", "a-20240604", "a-20240613", "a-20240615") == []
    assert _missing("a-20240601", "a-20240609") == []


@given(st.sets(st.integers(1, 60), min_size=1))
def test_numbers_there_and_missing_make_all(numbers: set[int]) -> None:
    found = _missing(*(f"a.log.{number}" for number in sorted(numbers)))
    assert sum(count for _, count, _, _ in found) + len(numbers) == max(numbers)
