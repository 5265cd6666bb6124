"""Stamps, statuses and sizes are read as Python reads them, and refused where they are not well formed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.intake.formats.combined.fields import sizes, stamps, statuses
from siaga.intake.formats.combined.structure import MARGIN
from siaga.intake.formats.combined.words import WORD, Frames
from siaga.intake.rows import UNKNOWN

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31, 23, 59, 59), timezones=ZONES)  # noqa: DTZ001 - Hypothesis wants bounds without a zone


def strptime_us(text: str) -> int:
    """Return UTC µs as the standard library reads a stamp."""
    return (datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z") - EPOCH) // timedelta(microseconds=1)


def read(*texts: bytes) -> list[int | None]:
    data = bytes(MARGIN) + b"".join(text.ljust(32, b"~") for text in texts) + bytes(MARGIN)
    at = MARGIN + 32 * np.arange(len(texts), dtype=np.int64)
    time, good = stamps(Frames(data, at - 3, 32), 3)
    return [int(value) if fine else None for value, fine in zip(time, good, strict=True)]


@given(moments=st.lists(MOMENTS, min_size=1, max_size=8))
def test_stamps_are_read_as_strptime_reads_them(moments: list[datetime]) -> None:
    texts = [f"{moment:%d/%b}/{moment.year:04}:{moment:%H:%M:%S %z}" for moment in moments]
    said = [strptime_us(text) for text in texts]
    assert read(*(text.encode() for text in texts)) == said


@given(
    day=st.integers(0, 32),
    month=st.sampled_from(["Jan", "Feb", "Apr", "Jun", "Dec"]),
    year=st.integers(1970, 2500),
)
def test_days_that_do_not_exist_are_refused(day: int, month: str, year: int) -> None:
    text = f"{day:02}/{month}/{year}:00:00:00 +0000"
    try:
        known = strptime_us(text)
    except ValueError:
        assert read(text.encode()) == [None]
    else:
        assert read(text.encode()) == [known]


@pytest.mark.parametrize(
    "text",
    [
        b"29/Feb/2023:00:00:00 +0000",
        b"29/Feb/1900:00:00:00 +0000",
        b"31/Dec/1969:23:59:59 +0000",
        b"01/Jan/2024:24:00:00 +0000",
        b"01/Jan/2024:00:60:00 +0000",
        b"01/Jan/2024:00:00:61 +0000",
        b"01/Jam/2024:00:00:00 +0000",
        b"01/*an/2024:00:00:00 +0000",
        b"01/J n/2024:00:00:00 +0000",
        b"1/Jan/2024:00:00:00 +00000",
        b"01-Jan-2024:00:00:00 +0000",
        b"01/Jan/2024:00:00:00 0000 ",
        b"01/Jan/2024:00:00:00 +00:0",
        b"01/Jan/2024 00:00:00 +0000",
        b"0\xb2/Jan/2024:00:00:00 +000",
        b"",
        b"\xff" * 26,
    ],
)
def test_what_is_no_stamp_is_refused(text: bytes) -> None:
    good = b"28/Feb/2024:10:00:00 +0000"
    first, second, third = read(good, text, good)
    assert second is None
    assert first == third == 1_709_114_400_000_000


def test_second_sixty_and_letters_of_either_case_are_read() -> None:
    leap, upper = read(b"31/Dec/2016:23:59:60 +0000", b"01/JAN/2017:07:00:00 +0700")
    assert leap == upper == 1_483_228_800_000_000


def test_no_stamps_at_all() -> None:
    time, good = stamps(Frames(bytes(2 * MARGIN), np.empty(0, np.int64), 32), 3)
    assert len(time) == len(good) == 0


@given(raw=st.binary(min_size=26, max_size=26))
def test_any_bytes_are_no_reason_to_stumble(raw: bytes) -> None:
    assert len(read(raw)) == 1


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b" 200 ", 200),
        (b" 599 ", 599),
        (b" 000 ", 0),
        (b" 20 0", None),
        (b"x200 ", None),
        (b" 2000", None),
        (b" -00 ", None),
    ],
)
def test_a_status_is_three_digits_between_blanks(text: bytes, status: int | None) -> None:
    value, good = statuses(Frames(text.ljust(WORD), np.array([0]), WORD).words(0))
    assert (int(value[0]) if good[0] else None) == status


@given(
    texts=st.lists(
        st.from_regex(rb"\A(?:[0-9]{1,17}|-|[0-9]{0,3}[-x ][0-9]{0,3}|)\Z"), min_size=1, max_size=6
    )
)
def test_a_size_is_up_to_fifteen_digits_or_a_dash(texts: list[bytes]) -> None:
    data = bytes(MARGIN) + b"".join(texts) + bytes(MARGIN)
    end = MARGIN + np.cumsum([len(text) for text in texts])
    start = end - np.array([len(text) for text in texts])
    value, good = sizes(np.frombuffer(data, np.uint8), Frames(data, start, WORD).words(0), start, end)
    for text, size, fine in zip(texts, value.tolist(), good.tolist(), strict=True):
        known = text == b"-" or (text.isdigit() and len(text) <= 15)
        assert fine == known
        assert not fine or size == (UNKNOWN if text == b"-" else int(text))
