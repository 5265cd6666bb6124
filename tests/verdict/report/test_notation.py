"""Numbers and dates are written as each language writes them."""

from __future__ import annotations

import pytest

from siaga.verdict.report.notation import Notation

from .sample_parts import at


def test_numbers(indonesian: Notation, english: Notation) -> None:
    assert (indonesian.number(1_234_567), english.number(1_234_567)) == ("1.234.567", "1,234,567")
    assert (indonesian.decimal(1234.56), english.decimal(1234.56)) == ("1.234,6", "1,234.6")
    assert indonesian.size(1_234_000_000) == "1,2 GB"
    assert indonesian.size(999) == "999 B"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1.0, "100"),
        (0.9999, "99,9"),
        (0.934, "93,4"),
        (0.0, "0,0"),
        (1.2, "100"),
        (-0.1, "0,0"),
        (0.29, "29,0"),
    ],
)
def test_a_share_is_rounded_down_so_that_nothing_is_promised(
    indonesian: Notation, share: float, text: str
) -> None:
    assert indonesian.percent(share) == f"{text}\u00a0%"


def test_moments(indonesian: Notation, english: Notation) -> None:
    assert indonesian.moment(at(23, 7, 5)) == "23 Nov 2026 14.05 WIB"
    assert english.moment(at(23, 7, 5, 9), seconds=True) == "23 Nov 2026 14:05:09 WIB"
    assert indonesian.moment(-(2**63)) == indonesian.moment(None) == "tanpa waktu"
    assert indonesian.day(at(17, month=8)) == "17 Agu 2026"
    assert indonesian.weekday(4) == "Jum"


def test_periods_name_a_day_once(indonesian: Notation) -> None:
    assert indonesian.period(at(1, 1), at(1, 2)) == "1 Nov 2026 08.00 \u2013 09.00 WIB"
    assert indonesian.period(at(1, 1), at(1, 1)) == "1 Nov 2026 08.00 WIB"
    assert indonesian.period(at(1, 1), at(2, 1)) == "1 Nov 2026 08.00 \u2013 2 Nov 2026 08.00 WIB"
    assert indonesian.period(-(2**63), 5) == "tanpa waktu"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (1_068, "17 minutes 48 seconds"),
        (90_000, "1 day 1 hour"),
        (86_401, "1 day"),
    ],
)
def test_durations_have_two_units_at_most(english: Notation, seconds: int, text: str) -> None:
    assert english.duration(seconds * 1_000_000) == text


def test_clock_offsets(indonesian: Notation) -> None:
    assert indonesian.skew(18_000.0) == "+5 jam"
    assert indonesian.skew(-61.0) == "\u22121 menit 1 detik"
    assert indonesian.skew(0.0) == "tepat"
    assert indonesian.skew(None) == "tidak dapat diperkirakan"


@pytest.mark.parametrize(
    ("begin", "end", "text"),
    [
        (at(5), at(5, 9), "5 Nov 2026"),
        (at(5), at(23), "5\u201323 Nov 2026"),
        (at(28, month=10), at(5), "28 Okt \u2013 5 Nov 2026"),
        (at(5), at(5) + 90 * 24 * 3_600_000_000, "5 Nov 2026 \u2013 3 Feb 2027"),
    ],
)
def test_days_name_month_and_year_once(indonesian: Notation, begin: int, end: int, text: str) -> None:
    assert indonesian.days(begin, end) == text
